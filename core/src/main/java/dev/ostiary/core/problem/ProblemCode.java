package dev.ostiary.core.problem;

import static dev.ostiary.core.problem.Owner.CLIENT;
import static dev.ostiary.core.problem.Owner.GATEWAY;
import static dev.ostiary.core.problem.Owner.UPSTREAM;

/// Every way a request can fail, at the gateway and at the REST API. The code is stable, each has a page in
/// `docs/errors/`, and its detail is fixed text: no exception message and no input reaches a client through it.
public enum ProblemCode {
    CREDENTIAL_MISSING("credential.missing", 401, CLIENT, "No API key found", "Send an API key with the request."),
    CREDENTIAL_INVALID(
            "credential.invalid", 401, CLIENT, "Invalid credentials", "The API key does not open this endpoint."),
    CREDENTIAL_AMBIGUOUS(
            "credential.ambiguous",
            400,
            CLIENT,
            "Ambiguous credentials",
            "The request carries more than one credential. Send exactly one."),
    PERMISSION_DENIED(
            "permission.denied",
            403,
            CLIENT,
            "Permission denied",
            "This key may not do that. Use one with the permission."),
    SCOPE_MISSING(
            "scope.missing",
            403,
            CLIENT,
            "Scope missing",
            "The API key may not make this call. The missing scope is named; ask for a key that has it."),
    ORIGIN_REFUSED(
            "origin.refused",
            403,
            CLIENT,
            "Origin refused",
            "A public id alone opens from the key's own domains only. Add the domain, or send the secret."),
    ADDRESS_REFUSED(
            "address.refused",
            403,
            CLIENT,
            "Address refused",
            "The API key may not be used from this address. Add the address to the key."),
    RATE_LIMITED(
            "rate.limited",
            429,
            CLIENT,
            "Rate limit exceeded",
            "The API key made too many requests. Wait as long as Retry-After says."),
    CREDITS_NONE_LEFT(
            "credits.none-left",
            402,
            CLIENT,
            "No credits remaining",
            "The credits that this call would cost are used up. Have more granted, or wait for the next month."),
    TOO_MANY_FAILURES(
            "failures.limited",
            429,
            CLIENT,
            "Too many failed attempts",
            "Too many wrong credentials came from this address. Wait as long as Retry-After says."),
    TEST_CALLS_TOO_MANY(
            "test.too-many-calls",
            429,
            CLIENT,
            "Too many test calls",
            "Several of your test calls are running. Stop one, or wait until one ends."),
    REQUEST_MALFORMED("request.malformed", 400, CLIENT, "Malformed request", "The request is not valid HTTP or JSON."),
    REQUEST_INVALID(
            "request.invalid",
            400,
            CLIENT,
            "Invalid request",
            "Some fields are not valid; each is listed with its remedy."),
    PLAN_IN_USE(
            "plan.in-use",
            409,
            CLIENT,
            "Plan in use",
            "An organization has the plan. Give it another, or none, before you delete this one."),
    PRECONDITION_FAILED(
            "precondition.failed",
            412,
            CLIENT,
            "Changed meanwhile",
            "It is not what If-Match names any more. Read it again, and decide anew."),
    IDEMPOTENCY_REUSED(
            "idempotency.reused",
            422,
            CLIENT,
            "Idempotency key reused",
            "Another request was sent with that Idempotency-Key. Give each request a key of its own."),
    IDEMPOTENCY_IN_PROGRESS(
            "idempotency.in-progress",
            409,
            CLIENT,
            "Request in progress",
            "The same request is being done. Wait as long as Retry-After says, and send it again."),
    IDEMPOTENCY_ANSWER_LOST(
            "idempotency.answer-lost",
            409,
            CLIENT,
            "Done, answer lost",
            "The request was done once, and its answer was lost with a server. Look for what it made."),
    REQUEST_TIMEOUT(
            "request.timeout", 408, CLIENT, "Request timeout", "The request did not arrive in time. Send it again."),
    REQUEST_TOO_LARGE("request.too-large", 413, CLIENT, "Request too large", "Send a smaller body."),
    REQUEST_URI_TOO_LONG("request.uri-too-long", 414, CLIENT, "URI too long", "Send a shorter request target."),
    REQUEST_HEADERS_TOO_LARGE(
            "request.headers-too-large",
            431,
            CLIENT,
            "Header fields too large",
            "Send fewer or shorter header fields."),
    REQUEST_MEDIA_TYPE("request.media-type", 415, CLIENT, "Unsupported media type", "Send application/json."),
    REQUEST_NOT_ACCEPTABLE("request.not-acceptable", 406, CLIENT, "Not acceptable", "Accept application/json."),
    METHOD_NOT_ALLOWED(
            "request.method-not-allowed",
            405,
            CLIENT,
            "Method not allowed",
            "Use one of the methods in the Allow header."),
    METHOD_UNSUPPORTED(
            "request.method-unsupported",
            501,
            CLIENT,
            "Method not supported",
            "The gateway does not carry this method."),
    EXPECTATION_FAILED(
            "request.expectation-failed",
            417,
            CLIENT,
            "Expectation failed",
            "The only expectation known is 100-continue."),
    HTTP_VERSION("request.http-version", 505, CLIENT, "HTTP version not supported", "Use HTTP/1.1."),
    RESOURCE_NOT_FOUND("resource.not-found", 404, CLIENT, "Not found", "There is no such thing here."),
    ROUTE_NOT_FOUND(
            "route.not-found",
            404,
            CLIENT,
            "Route not found",
            "Nothing is deployed at this URL. It has the form /{organization}/{environment}/{agent}/."),
    AGENT_NOT_FOUND(
            "agent.not-found",
            404,
            CLIENT,
            "No such agent",
            "No agent of that name is deployed where this key may call. GET /v1/agents lists those it opens."),
    ENVIRONMENT_UNCLEAR(
            "environment.unclear",
            400,
            CLIENT,
            "Which environment?",
            "The agent is deployed in several environments. Add ?environment= with one that GET /v1/agents lists."),
    SLUG_TAKEN("slug.taken", 409, CLIENT, "Name taken", "That slug is in use. Choose another one."),
    KEY_NAME_TAKEN(
            "key.name-taken",
            409,
            CLIENT,
            "Name taken",
            "A live key of that name exists. Choose another name or delete it."),
    KEY_REVOKED("key.revoked", 409, CLIENT, "Key revoked", "A revoked key stays revoked. Create a new key."),
    KEY_SCOPE_WIDER(
            "key.scope-wider",
            409,
            CLIENT,
            "Scope wider than before",
            "A key's scopes can be narrowed only. Create a new key for more."),
    KEY_EXPIRED(
            "key.expired",
            409,
            CLIENT,
            "Key expired",
            "An expired key stays expired and gets no new secret. Create a new key."),
    KEY_IN_USE(
            "key.in-use",
            409,
            CLIENT,
            "Key in use",
            "This key is in use already and cannot be taken in again. Have a new one made."),
    KEY_LIFE_TOO_LONG(
            "key.life-too-long",
            422,
            CLIENT,
            "Life too long",
            "The organization allows its keys a shorter life. Give an earlier expiry, or leave it out."),
    KEY_EXPIRY_REQUIRED(
            "key.expiry-required",
            422,
            CLIENT,
            "Expiry required",
            "The organization allows no keys that never expire. Give an expiry."),
    KEY_TOO_MANY(
            "key.too-many",
            409,
            CLIENT,
            "Too many keys",
            "The organization has as many live keys as it allows. Revoke some that are not needed."),
    KEY_SELECTION_STALE(
            "key.selection-stale",
            409,
            CLIENT,
            "Selection out of date",
            "The keys that the filter selects are not those of the preview. Look at a new preview."),
    ROUTE_TAKEN(
            "route.taken",
            409,
            CLIENT,
            "Route taken",
            "Another route takes some of these requests. Edit that one, or choose another host or path."),
    POLICY_TARGET_TAKEN(
            "policy.target-taken",
            409,
            CLIENT,
            "Target has a policy",
            "A route, or the gateway, has one policy. Edit that one or delete it first."),
    AGENT_WITHOUT_UPSTREAM(
            "agent.without-upstream",
            409,
            CLIENT,
            "No upstream",
            "The agent has no upstream. Give one with the deployment."),
    AGENT_EXTERNAL(
            "agent.external",
            409,
            CLIENT,
            "External agent",
            "An external agent is not behind the gateway, so it is not deployed and has no settings there."),
    AGENT_NOT_DEPLOYED(
            "agent.not-deployed",
            409,
            CLIENT,
            "Agent is not deployed",
            "Agent is not deployed in that environment. Deploy it there first."),
    AGENT_WITHOUT_KEY_SECURITY(
            "agent.without-key-security",
            409,
            CLIENT,
            "No key security of its own",
            "Only API agents behind the gateway have key security and keys of their own. Guard others by a route with"
                    + " a policy."),
    KEY_SECURITY_OFF(
            "agent.key-security-off",
            409,
            CLIENT,
            "API key security is disabled",
            "API key security is disabled. Enable it from Deployment settings and redeploy."),
    SETTINGS_STALE(
            "deployment.settings-stale",
            409,
            CLIENT,
            "Settings changed",
            "Somebody changed the settings since that version. Look at them again."),
    ENVIRONMENT_NONE(
            "environment.none",
            409,
            CLIENT,
            "No environment",
            "The organization has no environment to deploy to. Create one first."),
    PROJECT_NOT_EMPTY(
            "project.not-empty", 409, CLIENT, "Project not empty", "Agents are in it. Move or delete them first."),
    PROJECT_IS_DEFAULT(
            "project.is-default",
            409,
            CLIENT,
            "Default project",
            "Every organization has its default project, which stays. Rename it if you like."),
    ORGANIZATION_NOT_EMPTY(
            "organization.not-empty",
            409,
            CLIENT,
            "Organization not empty",
            "Delete its agents, routes and keys first."),
    ENVIRONMENT_IN_USE(
            "environment.in-use", 409, CLIENT, "Environment in use", "Agents are deployed there. Undeploy them first."),
    DEPLOYMENT_SUPERSEDED(
            "deployment.superseded",
            409,
            CLIENT,
            "Deployment not live",
            "Only the live revision can be undeployed, and this is not it."),
    SIGN_IN_FAILED(
            "signin.failed",
            401,
            CLIENT,
            "Sign-in failed",
            "What was given opens no account that may sign in. Check it and try again."),
    SIGN_IN_THROTTLED(
            "signin.throttled",
            429,
            CLIENT,
            "Too many failed sign-ins",
            "Signing in failed too often of late. Wait as long as Retry-After says."),
    SESSION_ENDED("session.ended", 401, CLIENT, "Session ended", "The session has ended. Sign in again."),
    SESSION_TOO_OLD(
            "session.too-old",
            403,
            CLIENT,
            "Signed in too long ago",
            "This takes a sign-in of the last 15 minutes. Sign out, sign in, and repeat it."),
    SESSION_REQUIRED(
            "session.required",
            403,
            CLIENT,
            "Session required",
            "Only a person who signed in may do that. A management key has no account."),
    REQUEST_CROSS_SITE(
            "request.cross-site",
            403,
            CLIENT,
            "Cross-site request",
            "The request comes from another site, or lacks the session's X-CSRF-Token."),
    SETUP_LINK_INVALID(
            "setup.link-invalid",
            403,
            CLIENT,
            "Link not valid",
            "The setup link is used up, too old or wrong. Start the server again for a new one."),
    INVITATION_INVALID(
            "invitation.invalid",
            403,
            CLIENT,
            "Invitation not valid",
            "The invitation is used up, taken back, too old or wrong. Ask for a new one."),
    LAST_OPERATOR(
            "account.last-operator",
            409,
            CLIENT,
            "Last operator",
            "An installation keeps one operator at least. Make another account an operator first."),
    LAST_CREDENTIAL(
            "account.last-credential",
            409,
            CLIENT,
            "Last way to sign in",
            "Nothing else opens the account. Add a password or another passkey first."),
    PASSKEY_REFUSED(
            "passkey.refused",
            400,
            CLIENT,
            "Passkey refused",
            "The device's answer is not valid here, or came too late. Ask for new options and try again."),
    PASSKEY_KNOWN("passkey.known", 409, CLIENT, "Passkey known", "That passkey is in use already. Use another one."),
    PASSKEY_UNAVAILABLE(
            "passkey.unavailable",
            409,
            CLIENT,
            "Passkeys not available",
            "Passkeys need a host name and https, or localhost. Set the server's public URL."),
    IDENTITY_REFUSED(
            "identity.refused",
            403,
            CLIENT,
            "Identity refused",
            "The identity provider's account may not sign in here. The log tells why under the request id."),
    IDENTITY_PROVIDER_NAME_TAKEN(
            "identity.provider-name-taken",
            409,
            CLIENT,
            "Name taken",
            "An identity provider of that name exists. Choose another name, or edit that one."),
    EMAIL_TAKEN(
            "account.email-taken",
            409,
            CLIENT,
            "Address taken",
            "Another account has that email address. Choose another one."),
    MEMBER_EXISTS(
            "member.exists",
            409,
            CLIENT,
            "Member already",
            "That person is a member already. Change the role instead."),
    LAST_OWNER(
            "member.last-owner",
            409,
            CLIENT,
            "Last owner",
            "An organization keeps one owner at least. Make another member an owner first."),
    INVITATION_FOR_ANOTHER(
            "invitation.for-another",
            403,
            CLIENT,
            "Another person's invitation",
            "The invitation is for another email address. Sign in with the account of that address."),
    PROVIDER_KEY_NAME_TAKEN(
            "vault.name-taken",
            409,
            CLIENT,
            "Name taken",
            "A provider key of that name exists. Choose another name, or edit that one."),
    PROVIDER_KEY_IN_USE(
            "vault.in-use",
            409,
            CLIENT,
            "Provider key in use",
            "Calls carry it. Give what is named another key first, or delete it with force."),
    MASTER_KEY_ROTATING(
            "rotation.in-progress",
            409,
            CLIENT,
            "Rotation in progress",
            "The newest generation is not in use yet. Give it to every gateway, and wait until it is."),
    MASTER_KEY_FIXED(
            "rotation.not-writable",
            409,
            CLIENT,
            "Master key not writable",
            "The server was given its master key and cannot change it. Add a generation where it is kept, and start"
                    + " again."),
    MASTER_KEY_IN_USE(
            "generation.in-use",
            409,
            CLIENT,
            "Master key in use",
            "Stored things need this generation. Replace what is named first."),
    GATEWAY_NOT_READY(
            "gateway.not-ready",
            503,
            GATEWAY,
            "Not ready",
            "The gateway has not loaded its keys yet. Try again shortly."),
    GATEWAY_OVERLOADED(
            "gateway.overloaded",
            503,
            GATEWAY,
            "Too many connections",
            "The gateway has as many connections open as it may. Try again shortly."),
    GATEWAY_FAILED("gateway.failed", 500, GATEWAY, "Internal error", "The failure was logged under the request id."),
    STORE_UNAVAILABLE(
            "store.unavailable",
            503,
            GATEWAY,
            "Store unavailable",
            "The database cannot be reached. Try again shortly."),
    IDENTITY_PROVIDER_FAILED(
            "identity.provider-failed",
            502,
            UPSTREAM,
            "Identity provider failed",
            "The identity provider cannot be reached, or answers wrongly. Sign in by other means meanwhile."),
    UPSTREAM_UNREACHABLE(
            "upstream.unreachable", 502, UPSTREAM, "Upstream unreachable", "No connection to the agent could be made."),
    UPSTREAM_INVALID(
            "upstream.invalid-response",
            502,
            UPSTREAM,
            "Invalid upstream response",
            "The agent did not answer in HTTP."),
    UPSTREAM_CLOSED(
            "upstream.closed", 502, UPSTREAM, "Upstream closed", "The agent closed the connection before it answered."),
    UPSTREAM_WITHOUT_UPGRADE(
            "upstream.without-upgrade",
            502,
            UPSTREAM,
            "Upgrade not possible",
            "The agent is reached by HTTP/2 without TLS, which cannot switch to another protocol."),
    UPSTREAM_TIMEOUT("upstream.timeout", 504, UPSTREAM, "Upstream timeout", "The agent did not answer in time.");

    private final String code;
    private final int status;
    private final Owner owner;
    private final String title;
    private final String detail;

    ProblemCode(String code, int status, Owner owner, String title, String detail) {
        this.code = code;
        this.status = status;
        this.owner = owner;
        this.title = title;
        this.detail = detail;
    }

    /// The stable code, `area.reason`.
    public String code() {
        return code;
    }

    /// The HTTP status that answers it.
    public int status() {
        return status;
    }

    /// Whose fault it is.
    public Owner owner() {
        return owner;
    }

    /// The problem's short name, the `title` of RFC 9457.
    public String title() {
        return title;
    }

    /// What to do about it, the `detail` of RFC 9457.
    public String detail() {
        return detail;
    }
}
