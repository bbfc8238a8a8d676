package dev.ostiary.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ostiary.app.command.CommandContext;
import dev.ostiary.app.command.OstiaryCommand;
import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whatever the REST API can do with a key, the command line can do: each operation of the API's own description is
/// called by one of the commands below. (What is a browser's says so by a security of its own.)
class EveryOperationByCommandIT {
    private static final String COMMANDS = """
            status
            nodes list
            explain req_1
            organizations create acme
            organizations list
            organizations get acme
            organizations rename acme Acme
            organizations delete acme
            accounts create ada@example.com --name Ada --password-file {value}
            accounts list
            accounts get usr_01kj3x5v9rn2c8q4w6t0ya7mze
            accounts disable usr_01kj3x5v9rn2c8q4w6t0ya7mze
            accounts enable usr_01kj3x5v9rn2c8q4w6t0ya7mze
            accounts reset-password usr_01kj3x5v9rn2c8q4w6t0ya7mze --password-file {value}
            identity-providers create i --issuer https://id.example.com --client-id c --client-secret-file {value}
            identity-providers list
            identity-providers get idp_01kj3x5v9rn2c8q4w6t0ya7mze
            identity-providers replace idp_01kj3x5v9rn2c8q4w6t0ya7mze --name j --issuer https://id.example.com --client-id c
            identity-providers test idp_01kj3x5v9rn2c8q4w6t0ya7mze
            identity-providers delete idp_01kj3x5v9rn2c8q4w6t0ya7mze
            members list
            accounts edit usr_01kj3x5v9rn2c8q4w6t0ya7mze --name A
            accounts passkeys usr_01kj3x5v9rn2c8q4w6t0ya7mze
            accounts remove-passkey usr_01kj3x5v9rn2c8q4w6t0ya7mze psk_01kj3x5v9rn2c8q4w6t0ya7mze
            accounts identities usr_01kj3x5v9rn2c8q4w6t0ya7mze
            accounts remove-identity usr_01kj3x5v9rn2c8q4w6t0ya7mze idp_01kj3x5v9rn2c8q4w6t0ya7mze
            members get usr_01kj3x5v9rn2c8q4w6t0ya7mze
            members role usr_01kj3x5v9rn2c8q4w6t0ya7mze viewer
            members remove usr_01kj3x5v9rn2c8q4w6t0ya7mze
            invitations create a@example.com --role viewer
            invitations list
            invitations get inv_01kj3x5v9rn2c8q4w6t0ya7mze
            invitations revoke inv_01kj3x5v9rn2c8q4w6t0ya7mze
            management-keys create m --role viewer
            management-keys list
            management-keys get mgk_01kj3x5v9rn2c8q4w6t0ya7mze
            management-keys revoke mgk_01kj3x5v9rn2c8q4w6t0ya7mze
            management-keys create m --role viewer --installation
            management-keys list --installation
            management-keys get mgk_01kj3x5v9rn2c8q4w6t0ya7mze --installation
            management-keys revoke mgk_01kj3x5v9rn2c8q4w6t0ya7mze --installation
            plans create p
            plans list
            plans get p
            plans edit p --credits 5
            plans delete p
            credits show
            credits usage
            credits set-plan p
            credits grant 5
            keys credits key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys credits key_01kj3x5v9rn2c8q4w6t0ya7mze --set 5
            keys traffic key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys denials key_01kj3x5v9rn2c8q4w6t0ya7mze
            traffic show --route acme/api
            traffic routes
            traffic keys --by refused
            projects create p
            projects list
            projects get p
            projects rename p --name P
            projects delete p
            environments create e
            environments list
            environments get e
            environments rename e E
            environments protect e
            environments unprotect e
            environments delete e
            agents create bot
            agents list
            agents get bot
            agents edit bot --name Bot
            agents delete bot
            deploy bot --environment development
            deployments list bot
            deployments get bot --environment development --revision 1
            deployments status bot
            deployments show bot --environment development
            deployments configure bot --environment development --no-key-security
            deployments roll-back bot --environment development --revision 1
            deployments undeploy bot --environment development
            deployments test-key bot --environment development
            keys create --name k
            keys list
            keys show key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys edit key_01kj3x5v9rn2c8q4w6t0ya7mze --name l
            keys revoke key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys disable key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys enable key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys delete key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys rotate key_01kj3x5v9rn2c8q4w6t0ya7mze
            keys revoke-all --all
            keys revoke-all --all --confirm token
            keys import {keys} --quiet
            keys identify abcd…wxyz
            keys policy
            keys policy --most-keys 5
            routes create r --upstream http://127.0.0.1:9
            routes list
            routes get rte_01kj3x5v9rn2c8q4w6t0ya7mze
            routes edit rte_01kj3x5v9rn2c8q4w6t0ya7mze --name s
            routes delete rte_01kj3x5v9rn2c8q4w6t0ya7mze
            policies create p
            policies list
            policies get pol_01kj3x5v9rn2c8q4w6t0ya7mze
            policies edit pol_01kj3x5v9rn2c8q4w6t0ya7mze --name q
            policies delete pol_01kj3x5v9rn2c8q4w6t0ya7mze
            provider-keys create MY_API --value-file {value}
            provider-keys list
            provider-keys get pvk_01kj3x5v9rn2c8q4w6t0ya7mze
            provider-keys edit pvk_01kj3x5v9rn2c8q4w6t0ya7mze --name B
            provider-keys delete pvk_01kj3x5v9rn2c8q4w6t0ya7mze
            master-key status
            master-key rotate
            master-key retire 1
            audit head
            audit head --installation
            audit list
            audit list --installation
            audit export
            audit export --installation
            audit verify
            audit verify --installation
            """;

    /// As much of every answer as the commands need to go on.
    private static final String ANSWER = """
            {"items":[{"id":"dep_01kj3x5v9rn2c8q4w6t0ya7mze","revision":1}],"live":{"id":"dep_01kj3x5v9rn2c8q4w6t0ya7mze"},
            "token":"token","complete":true}
            """;

    private final Set<String> requests = new ConcurrentSkipListSet<>();

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] body = ANSWER.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void run(String url, String line) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        int _ = OstiaryCommand.run(
                new CommandContext(
                        new Terminal(nowhere, nowhere, OptionalInt.empty()),
                        new ProcessEnvironment(Map.of("OSTIARY_URL", url, "OSTIARY_KEY", "mk_ost_example")),
                        Clock.systemUTC(),
                        "1.2.3"),
                line.split(" "));
    }

    /// The operations of a running server, as `GET /api/v1/…` with a pattern for each name.
    private static Map<String, String> operations(Path folder) throws IOException, InterruptedException {
        Map<String, String> operations = new TreeMap<>();
        try (RunningServer server = new Distribution(folder).up(folder.resolve("data"));
                HttpClient client = HttpClient.newHttpClient()) {
            String document = client.send(
                            HttpRequest.newBuilder(server.control().resolve("/api/v1/openapi.json"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            JsonNode paths = Json.parse(document).orElseThrow().required("paths");
            paths.propertyStream()
                    .filter(path -> path.getKey().startsWith("/api/v1/"))
                    .forEach(path -> path.getValue()
                            .propertyStream()
                            .filter(operation -> !operation.getValue().has("security"))
                            .forEach(operation -> operations.put(
                                    operation.getValue().required("operationId").asString(),
                                    operation.getKey().toUpperCase(Locale.ROOT) + " "
                                            + path.getKey().replaceAll("\\{\\w+}", "[^/]+"))));
        }
        return operations;
    }

    @Test
    void everyOperation_isCalledByACommand(@TempDir Path folder) throws Exception {
        Map<String, String> missing = operations(folder);
        Path keys = Files.writeString(
                folder.resolve("keys.jsonl"), "{\"name\":\"k\",\"key\":\"made-elsewhere-0123456789\"}\n");
        Path value = Files.writeString(folder.resolve("value"), "example-provider-key-value");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            COMMANDS.lines()
                    .map(line -> line.replace("{keys}", keys.toString()).replace("{value}", value.toString()))
                    .forEach(line -> run(url, line));
        } finally {
            server.stop(0);
        }
        missing.values().removeIf(pattern -> requests.stream().anyMatch(request -> request.matches(pattern)));
        assertEquals(new TreeSet<>(), new TreeSet<>(missing.keySet()));
    }
}
