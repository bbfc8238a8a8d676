package dev.ostiary.app.browser;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An organization as it looks after some weeks: agents in their environments, keys that are used, revoked and about
/// to end, people, routes, policies, keys of providers, and calls of all that.
///
/// @param key the identifier of a key that has everything
record Acme(Organization organization, String key) {
    private static final Map<String, String> AGENTS = Map.of(
            "support",
            "Customer support",
            "invoices",
            "Invoice reader",
            "search",
            "Document search",
            "summaries",
            "Call summaries");

    static Acme furnish(Console console) throws IOException, InterruptedException {
        Organization acme = console.newOrganization("acme", "Acme");
        acme.environments("production", "staging");
        acme.call("POST", "/environments/production/protect", "");
        acme.call("POST", "/projects", "{\"slug\":\"customers\",\"name\":\"Customers\"}");
        for (Map.Entry<String, String> agent : AGENTS.entrySet()) {
            acme.call("POST", "/agents", """
                    {"slug":"%s","name":"%s","upstream":"%s","project":"%s"}""".formatted(
                            agent.getKey(),
                            agent.getValue(),
                            console.echo(),
                            agent.getKey().startsWith("s") ? "customers" : "default"));
            acme.deploy(agent.getKey(), "production");
        }
        acme.deploy("support", "staging");
        acme.call("PATCH", "/agents/support/environments/production", "{\"timeouts\":{\"response\":\"PT30S\"}}");
        acme.call("POST", "/agents", "{\"slug\":\"partner\",\"name\":\"Partner desk\",\"hosting\":\"external\"}");
        String key = keys(console, acme);
        access(console, acme);
        people(console, acme);
        return new Acme(acme, key);
    }

    private static String keys(Console console, Organization acme) throws IOException, InterruptedException {
        JsonNode checkout = acme.key("""
                "name":"Checkout service","description":"Calls of the shop","domains":["shop.example.com"],
                "labels":{"team":"payments"},"limits":[{"name":"minute","requests":600,"window":"PT1M"}]""");
        String secret = checkout.path("secret").stringValue("");
        String support = of(acme, "Help centre", "support", "");
        String summaries = of(acme, "Call centre recorder", "support", ",\"expiresAt\":\"2099-12-31T00:00:00Z\"");
        acme.secretOf("Nightly reports");
        String phone = acme.secretOf("Phone app");
        String former = acme.key("\"name\":\"Former contractor\"").path("id").stringValue("");
        acme.call("POST", "/keys/" + former + "/revoke", "");
        String suspected = acme.key("\"name\":\"Old kiosk\"").path("id").stringValue("");
        acme.call("POST", "/keys/" + suspected + "/disable", "");
        for (String agent : AGENTS.keySet()) {
            String url = console.gateway() + "/" + acme.slug() + "/production/" + agent + "/";
            for (String each : List.of(secret, support, summaries, phone, secret, secret, "sk_ost_wrong")) {
                console.callAgent(url, each);
            }
        }
        return checkout.path("id").stringValue("");
    }

    private static String of(Organization acme, String name, String agent, String more)
            throws IOException, InterruptedException {
        return acme.key("\"name\":\"%s\",\"agent\":\"%s\",\"environment\":\"production\"%s"
                        .formatted(name, agent, more))
                .path("secret")
                .stringValue("");
    }

    private static void access(Console console, Organization acme) throws IOException, InterruptedException {
        String upstreams = "\"upstreams\":[\"" + console.echo() + "\"]";
        String models = acme.call(
                        "POST",
                        "/routes",
                        "{\"name\":\"models\",\"hosts\":[\"models.example.com\"],\"path\":\"/v1\"," + upstreams + "}")
                .path("id")
                .stringValue("");
        acme.call("POST", "/routes", "{\"name\":\"docs\",\"hosts\":[\"docs.example.com\"]," + upstreams + "}");
        acme.call("POST", "/policies", """
                {"name":"models-keys","route":"%s","keys":{"matchLabels":{"team":"payments"}}}""".formatted(models));
        acme.call("POST", "/policies", "{\"name\":\"everything-else\",\"mode\":\"optional\"}");
        for (String name : List.of("OPENAI_API", "ANTHROPIC_API", "MAPS")) {
            acme.call("POST", "/provider-keys", """
                    {"name":"%s","value":"example-0123456789-%s"}""".formatted(name, name));
        }
        acme.call("POST", "/management-keys", "{\"name\":\"Deployment pipeline\",\"role\":\"developer\"}");
    }

    private static void people(Console console, Organization acme) throws IOException, InterruptedException {
        for (String name : List.of("Grace Hopper", "Alan Turing")) {
            String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
            String token = invite(acme, email, name.startsWith("G") ? "admin" : "developer");
            console.post("/api/v1/invitations/accept", """
                    {"token":"%s","name":"%s","password":"%s"}""".formatted(token, name, Console.PASSWORD));
        }
        invite(acme, "zoe@example.com", "viewer");
    }

    private static String invite(Organization acme, String email, String role)
            throws IOException, InterruptedException {
        return acme.call("POST", "/invitations", "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role))
                .path("token")
                .stringValue("");
    }
}
