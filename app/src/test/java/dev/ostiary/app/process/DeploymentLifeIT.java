package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.echo.EchoAgent;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.process.Distribution.Finished;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Agents are configured, deployed, tried and rolled back with the shipped program, and called from outside. Each test
/// has an agent of its own, for which `bot` stands in commands and paths.
@TestInstance(Lifecycle.PER_CLASS)
class DeploymentLifeIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger bots = new AtomicInteger();

    private Distribution ostiary;
    private Path data;
    private RunningServer server;
    private EchoAgent agent;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        ostiary = new Distribution(folder);
        data = folder.resolve("installation");
        server = ostiary.up(data);
        agent = EchoAgent.start(OptionalInt.empty());
    }

    @BeforeEach
    void deploy() {
        bots.incrementAndGet();
        run("agents create bot --upstream http://127.0.0.1:" + agent.port());
        run("deploy bot --environment development");
        run("deploy bot --environment production");
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        agent.close();
        assertEquals(0, server.stop());
    }

    private String own(String text) {
        return text.replaceAll("\\bbot\\b", "bot-" + bots.get());
    }

    private String process(String line) throws IOException, InterruptedException {
        Finished finished = ostiary.run((own(line) + " --data " + data).split(" "));
        assertEquals(0, finished.exitCode(), finished::toString);
        return finished.out();
    }

    private Finished attempt(String line) {
        return Command.on(data, own(line).split(" "));
    }

    private String run(String line) {
        Finished finished = attempt(line);
        assertEquals(0, finished.exitCode(), finished::toString);
        return finished.out();
    }

    private JsonNode json(String line) {
        return Json.parse(run(line + " --output json")).orElseThrow();
    }

    private String key(String agentSlug, String environment) {
        return json("keys create --agent " + agentSlug + " --environment " + environment + " --name " + agentSlug + "-"
                        + environment)
                .path("secret")
                .stringValue("");
    }

    private HttpResponse<String> response(String place, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.gateway() + "/default/" + own(place) + "/x"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private int call(String place, String... headers) throws IOException, InterruptedException {
        return response(place, headers).statusCode();
    }

    /// A change of the switch is pending until it is deployed; keys outlive the time without; a key opens its own
    /// agent in its own environment only (S0.3, S0.4, S0.6, S0.24).
    @Test
    void keySecurity_appliesOnDeploy() throws Exception {
        String key = key("bot", "production");
        String other = key("bot", "development");
        String echos = key("echo", "development");
        assertEquals(401, call("production/bot"));
        assertEquals(200, call("production/bot", "X-API-Key", key));
        assertEquals(401, call("production/bot", "X-API-Key", other));
        assertEquals(401, call("development/echo", "X-API-Key", other));
        assertEquals(401, call("development/bot", "X-API-Key", echos));

        String configured = process("deployments configure bot --environment production --no-key-security");
        assertTrue(configured.contains("Pending, redeploy to apply:"), configured);
        assertTrue(configured.contains("keySecurity: true → false"), configured);
        assertEquals(401, call("production/bot"));
        run("deploy bot --environment production");
        assertEquals(200, call("production/bot"));
        String state = run("deployments show bot --environment production");
        assertTrue(state.contains("API key security is disabled. Enable it from Deployment settings"), state);
        Finished refused = attempt("keys create --agent bot --environment production --name more");
        assertEquals(4, refused.exitCode(), refused::toString);
        assertTrue(refused.err().contains("API key security is disabled"), refused::err);

        run("deploy bot --environment production --key-security");
        assertEquals(401, call("production/bot"));
        assertEquals(200, call("production/bot", "X-API-Key", key));
        assertTrue(run("deployments list bot").contains("keySecurity"));
        run("deployments roll-back bot --environment production --revision 2");
        assertEquals(200, call("production/bot"));
        run("deployments undeploy bot --environment production");
        assertEquals(404, call("production/bot", "X-API-Key", key));
        String gone = run("deployments show bot --environment production");
        assertTrue(gone.contains("Agent is not deployed"), gone);
    }

    /// A test key opens the agent in its environment, in `X-API-Key` and nowhere else; renewed, the old one is
    /// refused; no listing has it, and it outlives a restart (S0.17, S0.18, S0.20, S0.21).
    @Test
    void testKey_opensItsEnvironmentOnly() throws Exception {
        String first = json("deployments test-key bot --environment production")
                .path("secret")
                .stringValue("");
        assertTrue(first.startsWith("tk_ost_"), "the prefix of test keys");
        HttpResponse<String> answer = response("production/bot", "X-API-Key", first);
        assertEquals(200, answer.statusCode());
        assertFalse(answer.body().contains(first), "the agent sees no key");
        assertTrue(answer.body().contains("ostiary-test-key"), answer::body);
        assertEquals(401, call("development/bot", "X-API-Key", first));
        assertEquals(401, call("development/echo", "X-API-Key", first));
        assertEquals(401, call("production/bot", "Authorization", "Bearer " + first));
        String second = json("deployments test-key bot --environment production")
                .path("secret")
                .stringValue("");
        assertEquals(401, call("production/bot", "X-API-Key", first));
        assertEquals(200, call("production/bot", "X-API-Key", second));
        assertEquals(0, json("keys list --agent bot").path("items").size());
        assertFalse(Files.readString(server.err()).contains("tk_ost_"), "no key in the log");

        assertEquals(0, server.stop());
        server = ostiary.up(data);
        assertEquals(200, call("production/bot", "X-API-Key", second));
        run("deploy bot --environment production --no-key-security");
        String open = run("deployments test-key bot --environment production");
        assertTrue(open.contains("No key is needed"), open);
    }

    /// Where the agent takes messages is a setting like the others (S2.26).
    @Test
    void messagesPath_isDeployed() throws Exception {
        String pending = run("deployments configure bot --environment production --messages-path /v1/chat");
        assertTrue(pending.contains("messagesPath: not set → /v1/chat"), pending);
        run("deploy bot --environment production");
        JsonNode shown = json("deployments show bot --environment production");
        assertEquals("/v1/chat", shown.path("live").path("messagesPath").stringValue(""));
        Finished refused = attempt("deploy bot --environment production --messages-path //elsewhere");
        assertTrue(refused.err().contains("messagesPath: give a path"), refused::err);
    }

    /// Headers are set on the way to the agent, in the place of what the client says, however it spells them.
    @Test
    void headers_areSetOnTheWay() throws Exception {
        String key = key("bot", "production");
        run("deploy bot --environment production --header X-Team=payments --timeout response=30s");
        JsonNode headers = Json.parse(response(
                                "production/bot",
                                "X-API-Key",
                                key,
                                "x-team",
                                "forged",
                                "X_Team",
                                "forged too",
                                "X-Other",
                                "kept")
                        .body())
                .orElseThrow()
                .path("headers");

        assertEquals("[\"payments\"]", headers.path("x-team").toString());
        assertTrue(headers.path("x_team").isMissingNode(), headers::toString);
        assertEquals("[\"kept\"]", headers.path("x-other").toString());
        Finished refused = attempt("deploy bot --environment production --header X-Ostiary-Agent=forged");
        assertEquals(4, refused.exitCode(), refused::toString);
    }

    /// Projects group agents from the command line as well.
    @Test
    void projects_groupAgents() throws Exception {
        process("projects create backend --name Backend");
        run("agents edit bot --project backend");
        assertEquals(1, json("agents list --project backend").path("items").size());
        assertEquals(4, attempt("projects delete backend").exitCode());
        run("agents edit bot --project default");
        run("projects rename backend --name Behind");
        assertTrue(run("projects list").contains("Behind"));
        run("projects delete backend");
        run("agents create outside --external");
        Finished refused = attempt("deploy outside --environment production");
        assertEquals(4, refused.exitCode(), refused::toString);
        assertTrue(refused.err().contains("agent.external"), refused::err);
    }
}
