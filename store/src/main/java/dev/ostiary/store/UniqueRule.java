package dev.ostiary.store;

import dev.ostiary.core.problem.ProblemCode;

/// The rules of uniqueness that a caller can run into and mend. Breaking any other is a fault.
enum UniqueRule {
    ORGANIZATION_SLUG("organizations_slug", "organizations.slug", ProblemCode.SLUG_TAKEN),
    PLAN_SLUG("plans_slug", "plans.slug", ProblemCode.SLUG_TAKEN),
    ACCOUNT_EMAIL("accounts_email", "accounts.email", ProblemCode.EMAIL_TAKEN),
    PASSKEY("passkeys_credential", "passkeys.credential_id", ProblemCode.PASSKEY_KNOWN),
    IDENTITY_PROVIDER_NAME(
            "identity_providers_name", "identity_providers.name", ProblemCode.IDENTITY_PROVIDER_NAME_TAKEN),
    MEMBER("members_account", "members.organization_id, members.account_id", ProblemCode.MEMBER_EXISTS),
    ENVIRONMENT_SLUG("environments_slug", "environments.organization_id, environments.slug", ProblemCode.SLUG_TAKEN),
    PROJECT_SLUG("projects_slug", "projects.organization_id, projects.slug", ProblemCode.SLUG_TAKEN),
    ROUTE_NAME("routes_name", "routes.organization_id, routes.name", ProblemCode.SLUG_TAKEN),
    ROUTE_MATCH(
            "route_matches_match",
            "route_matches.host, route_matches.path, route_matches.kind",
            ProblemCode.ROUTE_TAKEN),
    POLICY_NAME("policies_name", "policies.organization_id, policies.name", ProblemCode.SLUG_TAKEN),
    ROUTE_POLICY("policies_of_route", "policies.route_id", ProblemCode.POLICY_TARGET_TAKEN),
    GATEWAY_POLICY("policies_of_gateway", "policies.organization_id", ProblemCode.POLICY_TARGET_TAKEN),
    AGENT_SLUG("agents_slug", "agents.organization_id, agents.slug", ProblemCode.SLUG_TAKEN),
    PROVIDER_KEY_NAME(
            "provider_keys_name",
            "provider_keys.organization_id, provider_keys.name",
            ProblemCode.PROVIDER_KEY_NAME_TAKEN),
    KEY_NAME("api_keys_live_name", "api_keys.organization_id, api_keys.name", ProblemCode.KEY_NAME_TAKEN);

    private final String index;
    private final String columns;
    private final ProblemCode problem;

    UniqueRule(String index, String columns, ProblemCode problem) {
        this.index = index;
        this.columns = columns;
        this.problem = problem;
    }

    /// The index that enforces it.
    String index() {
        return index;
    }

    /// The columns of that index, as SQLite spells them.
    String columns() {
        return columns;
    }

    /// What the caller is told.
    ProblemCode problem() {
        return problem;
    }
}
