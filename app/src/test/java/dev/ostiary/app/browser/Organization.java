package dev.ostiary.app.browser;

import dev.ostiary.app.process.ControlApi;
import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// An organization of the console that no other test knows, and what a test needs in it, made by the API.
final class Organization {
    private final ControlApi api;
    private final String id;
    private final String slug;

    Organization(ControlApi api, String id, String slug) {
        this.api = api;
        this.id = id;
        this.slug = slug;
    }

    String id() {
        return id;
    }

    String slug() {
        return slug;
    }

    /// The path of one of its pages.
    String page(String below) {
        return "/org/" + id + below;
    }

    /// Does something in it that must succeed.
    JsonNode call(String method, String below, String body) throws IOException, InterruptedException {
        return api.call(method, "/organizations/" + id + below, body);
    }

    /// Asks for something that must be refused.
    ///
    /// @return the status and the code of the problem, such as `409 key.name-taken`
    String refused(String method, String below, String body) throws IOException, InterruptedException {
        return api.refused(method, "/organizations/" + id + below, body);
    }

    void environments(String... slugs) throws IOException, InterruptedException {
        for (String each : slugs) {
            String name = each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1);
            call("POST", "/environments", "{\"slug\":\"%s\",\"name\":\"%s\"}".formatted(each, name));
        }
    }

    /// Makes an agent.
    ///
    /// @param upstream where it is
    void agent(String name, String upstream) throws IOException, InterruptedException {
        call(
                "POST",
                "/agents",
                "{\"slug\":\"%s\",\"name\":\"%s\",\"upstream\":\"%s\"}".formatted(name, name, upstream));
    }

    /// Deploys an agent with the settings it has.
    ///
    /// @return where it is called
    String deploy(String agent, String environment) throws IOException, InterruptedException {
        call("POST", "/agents/" + agent + "/deployments", "{\"environment\":\"" + environment + "\"}");
        return call("GET", "/agents/" + agent + "/environments/" + environment, "")
                .path("url")
                .stringValue("");
    }

    /// Deploys an agent that everyone may call.
    ///
    /// @return where it is called
    String deployOpen(String agent, String environment) throws IOException, InterruptedException {
        call("PATCH", "/agents/" + agent + "/environments/" + environment, "{\"keySecurity\":false}");
        return deploy(agent, environment);
    }

    /// Makes a key.
    ///
    /// @param fields of the request
    /// @return what was made, with its secret
    JsonNode key(String fields) throws IOException, InterruptedException {
        return call("POST", "/keys", "{" + fields + "}");
    }

    /// Makes a key for the whole organization.
    ///
    /// @return its secret
    String secretOf(String name) throws IOException, InterruptedException {
        return key("\"name\":\"" + name + "\"").path("secret").stringValue("");
    }
}
