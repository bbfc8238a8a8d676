package dev.ostiary.core.audit;

import java.util.Arrays;
import java.util.Optional;

/// Everything that is written down, `noun.participle`. The noun is the kind of thing it is done to.
public enum AuditAction {
    ACCOUNT_CREATED("account.created"),
    ACCOUNT_DISABLED("account.disabled"),
    ACCOUNT_EDITED("account.edited"),
    ACCOUNT_ENABLED("account.enabled"),
    ACCOUNT_IDENTITY_LINKED("account.identity-linked"),
    ACCOUNT_IDENTITY_UNLINKED("account.identity-unlinked"),
    ACCOUNT_PASSKEY_ADDED("account.passkey-added"),
    ACCOUNT_PASSKEY_REMOVED("account.passkey-removed"),
    ACCOUNT_PASSWORD_CHANGED("account.password-changed"),
    ACCOUNT_SESSIONS_ENDED("account.sessions-ended"),
    ACCOUNT_SIGN_IN_FAILED("account.sign-in-failed"),
    ACCOUNT_SIGNED_IN("account.signed-in"),
    ACCOUNT_SIGNED_OUT("account.signed-out"),
    AGENT_CREATED("agent.created"),
    AGENT_DELETED("agent.deleted"),
    AGENT_EDITED("agent.edited"),
    AGENT_SETTINGS_EDITED("agent.settings-edited"),
    AUDIT_EXPORTED("audit.exported"),
    AUDIT_READ("audit.read"),
    AUDIT_VERIFIED("audit.verified"),
    DENIAL_EXPLAINED("denial.explained"),
    DEPLOYMENT_CREATED("deployment.created"),
    DEPLOYMENT_UNDEPLOYED("deployment.undeployed"),
    ENVIRONMENT_CREATED("environment.created"),
    ENVIRONMENT_DELETED("environment.deleted"),
    ENVIRONMENT_PROTECTED("environment.protected"),
    ENVIRONMENT_RENAMED("environment.renamed"),
    ENVIRONMENT_UNPROTECTED("environment.unprotected"),
    IDENTITY_PROVIDER_CREATED("identity-provider.created"),
    IDENTITY_PROVIDER_DELETED("identity-provider.deleted"),
    IDENTITY_PROVIDER_EDITED("identity-provider.edited"),
    INSTALLATION_RESTORED("installation.restored"),
    INVITATION_CREATED("invitation.created"),
    INVITATION_REVOKED("invitation.revoked"),
    KEY_CREDITS_SET("key.credits-set"),
    KEY_DELETED("key.deleted"),
    KEY_DISABLED("key.disabled"),
    KEY_EDITED("key.edited"),
    KEY_ENABLED("key.enabled"),
    KEY_IDENTIFIED("key.identified"),
    KEY_ISSUED("key.issued"),
    KEY_NARROWED("key.narrowed"),
    KEY_NOT_IDENTIFIED("key.not-identified"),
    KEY_POLICY_SET("key-policy.set"),
    KEY_REVOKED("key.revoked"),
    KEY_ROTATED("key.rotated"),
    KEYS_IMPORTED("keys.imported"),
    KEYS_REVOKED("keys.revoked"),
    MANAGEMENT_KEY_ISSUED("management-key.issued"),
    MANAGEMENT_KEY_REVOKED("management-key.revoked"),
    MASTER_KEY_ACTIVATED("master-key.activated"),
    MASTER_KEY_CREATED("master-key.created"),
    MASTER_KEY_RETIRED("master-key.retired"),
    MEMBER_JOINED("member.joined"),
    MEMBER_REMOVED("member.removed"),
    MEMBER_ROLE_CHANGED("member.role-changed"),
    ORGANIZATION_CREATED("organization.created"),
    ORGANIZATION_CREDITS_GRANTED("organization.credits-granted"),
    ORGANIZATION_DELETED("organization.deleted"),
    ORGANIZATION_PLAN_SET("organization.plan-set"),
    ORGANIZATION_RENAMED("organization.renamed"),
    PLAN_CREATED("plan.created"),
    PLAN_DELETED("plan.deleted"),
    PLAN_EDITED("plan.edited"),
    POLICY_CREATED("policy.created"),
    POLICY_DELETED("policy.deleted"),
    POLICY_EDITED("policy.edited"),
    PROJECT_CREATED("project.created"),
    PROJECT_DELETED("project.deleted"),
    PROJECT_RENAMED("project.renamed"),
    PROVIDER_KEY_CREATED("provider-key.created"),
    PROVIDER_KEY_DELETED("provider-key.deleted"),
    PROVIDER_KEY_EDITED("provider-key.edited"),
    PROVIDER_KEY_READ("provider-key.read"),
    PROVIDER_KEYS_LISTED("provider-keys.listed"),
    ROUTE_CREATED("route.created"),
    ROUTE_DELETED("route.deleted"),
    ROUTE_EDITED("route.edited"),
    TEST_KEY_ISSUED("test-key.issued"),
    TEST_KEY_REVOKED("test-key.revoked");

    private final String text;

    AuditAction(String text) {
        this.text = text;
    }

    /// As it is stored and shown.
    public String text() {
        return text;
    }

    /// The kind of thing it is done to.
    public String subjectKind() {
        return text.substring(0, text.indexOf('.'));
    }

    /// Whether it left everything as it was: somebody looked at what is sensitive.
    public boolean isReading() {
        return switch (this) {
            case AUDIT_EXPORTED,
                    AUDIT_READ,
                    AUDIT_VERIFIED,
                    DENIAL_EXPLAINED,
                    KEY_IDENTIFIED,
                    KEY_NOT_IDENTIFIED,
                    PROVIDER_KEY_READ,
                    PROVIDER_KEYS_LISTED -> true;
            default -> false;
        };
    }

    /// The action of that text; empty when there is none.
    public static Optional<AuditAction> parse(String text) {
        return Arrays.stream(values())
                .filter(action -> action.text.equals(text))
                .findFirst();
    }
}
