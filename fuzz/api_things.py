"""What fuzz/api makes before it begins, for requests to name."""

import http.server
import json
import threading
import urllib.error
import urllib.request

SPARES = 12
PASSWORD = "a long enough example password"


def deploy(server, inside, agent):
    """A deployment with its agent, as a path names both."""
    made = server.call("POST", f"{inside}/agents/{agent}/deployments", {"environment": "development"})
    return {"agent": agent, "deployment": made["id"]}


def denied(server):
    """The id of a request that the gateway refused."""
    try:
        urllib.request.urlopen(f"{server.gateway}/fuzzed/development/bot/", timeout=30)
    except urllib.error.HTTPError as refusal:
        return refusal.headers["X-Ostiary-Request-Id"]
    raise SystemExit("The gateway lets requests without a key pass")


class Issuer(http.server.BaseHTTPRequestHandler):
    """An identity provider, as far as it describes itself."""

    def do_GET(self):
        url = f"http://127.0.0.1:{self.server.server_port}"
        body = json.dumps({
            "issuer": url, "authorization_endpoint": f"{url}/authorize", "token_endpoint": f"{url}/token",
            "jwks_uri": f"{url}/keys", "subject_types_supported": ["public"], "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def issuer():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def people(server, make):
    """Accounts and their sessions. One is signed in for all that follows; what ends sessions is tried with others."""
    def account(name):
        email = f"{name}@example.com"
        server.call("POST", "/accounts", {"email": email, "name": name, "password": PASSWORD})
        return email

    def invited(email, organization="fuzzed"):
        return server.call("POST", f"/organizations/{organization}/invitations", {
            "email": email, "role": "viewer"})["token"]

    one, leaver, loner, changer = account("one"), account("leaver"), account("loner"), account("changer")
    members = [server.call("POST", "/invitations/accept", {
        "token": invited(f"member-{n}@example.com"), "name": f"Member {n}", "password": PASSWORD})["account"]["id"]
        for n in range(SPARES + 1)]
    return {
        "there": {"member": members[:1], "account": make("accounts", 3, lambda n: {
            "email": f"account-{n}@example.com", "name": f"Account {n}", "password": PASSWORD}, of="")},
        "spare": {"member": members[1:], "session": [server.sign_in(one)["id"] for _ in range(SPARES)]},
        "sessions": {
            "": [server.sign_in(one)["headers"]],
            "signOut": [server.sign_in(leaver)["headers"] for _ in range(SPARES)],
            "endOtherSessions": [server.sign_in(loner)["headers"]],
            "changePassword": [server.sign_in(changer)["headers"]],
        },
        "bodies": {
            "signIn": {"email": [one], "password": [PASSWORD]},
            "changePassword": {"currentPassword": [PASSWORD], "password": [PASSWORD]},
            "acceptInvitation": {"token": [invited(one), invited(one, "other")]},
            "acceptInvitationAnew": {"token": [invited(f"anew-{n}@example.com") for n in range(SPARES)]},
        },
    }


def things(server):
    """Names of what is there and stays, of what may go, and of what fields refer to."""
    inside = "/organizations/fuzzed"
    oidc = issuer()

    def make(kind, count, body, name="id", of=inside):
        return [server.call("POST", f"{of}/{kind}", body(number))[name] for number in range(count)]

    organizations = make("organizations", SPARES + 2, lambda n: {
        "slug": ["fuzzed", "other"][n] if n < 2 else f"spare-{n}"}, "slug", "")
    projects = make("projects", SPARES + 1, lambda n: {"slug": f"project-{n}"}, "slug")
    agents = make("agents", SPARES * 2 + 2, lambda n: {
        "slug": ["bot", "other-bot"][n] if n < 2 else f"spare-{n}", "upstream": "http://127.0.0.1:9"}, "slug")
    environments = make("environments", SPARES + 2, lambda n: {
        "slug": ["development", "production"][n] if n < 2 else f"spare-{n}"}, "slug")
    keys = make("keys", SPARES * 2 + 4, lambda n: {"name": f"key {n}"})
    routes = make("routes", SPARES + 3, lambda n: {
        "name": f"route-{n}", "path": f"/fuzzed-{n}", "upstreams": ["http://127.0.0.1:9"]})
    policies = make("policies", SPARES + 2, lambda n: {"name": f"policy-{n}", "route": routes[n]})
    provider_keys = make("provider-keys", SPARES + 3, lambda n: {
        "name": f"PROVIDER_{n}", "value": "example-provider-key"})
    deployments = [deploy(server, inside, agent) for agent in agents[:SPARES + 2]]
    invitations = make("invitations", SPARES + 1, lambda n: {"email": f"person-{n}@example.com", "role": "viewer"})
    providers = make("identity-providers", SPARES + 1, lambda n: {
        "name": f"provider {n}", "issuer": oidc, "clientId": "fuzzed", "clientSecret": "example"}, of="")
    plans = make("plans", SPARES + 2, lambda n: {"slug": f"plan-{n}", "credits": 100}, "slug", of="")
    persons = people(server, make)
    own_keys, all_keys = (make("management-keys", SPARES + 1, lambda n: {"name": f"key {n}", "role": "viewer"}, of=of)
                          for of in (inside, ""))
    return {
        "there": {
            "org": ["fuzzed"], "project": projects[:1], "agent": agents[:2], "environment": environments[:2],
            "key": keys[:4], "route": routes[:3], "policy": policies[:2], "providerKey": provider_keys[:3],
            "deployment": deployments[:2], "request": [denied(server)], "generation": [1, 2],
            "invitation": invitations[:1], "managementKey": own_keys[:1], "provider": providers[:1],
            "plan": plans[:2], **persons["there"],
        },
        "spare": {
            "org": organizations[2:], "project": projects[1:], "agent": agents[SPARES + 2:],
            "environment": environments[2:], "key": keys[4:], "route": routes[3:], "policy": policies[2:],
            "providerKey": provider_keys[3:], "deployment": deployments[2:], "invitation": invitations[1:],
            "managementKey": own_keys[1:], "generation": [1, 2], "provider": providers[1:],
            "plan": plans[2:], **persons["spare"],
        },
        # What would hinder all that comes after is tried elsewhere.
        "only": {
            **{operation: {"org": ["other"]} for operation in ("setKeyPolicy", "previewRevocation", "revokeKeys")},
            "removeAccountIdentity": {"provider": []},
            "getInstallationKey": {"managementKey": all_keys},
            "revokeInstallationKey": {"managementKey": all_keys},
        },
        "fields": {
            "project": projects[:1], "agent": agents[:2], "environment": environments[:2], "route": routes[:1],
            "routes": [[], routes[:1]], "organization": ["fuzzed"], "issuer": [oidc],
            "plan": plans[:2],
        },
        "sessions": persons["sessions"],
        "bodies": persons["bodies"],
    }
