package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.app.echo.EchoAgent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A control plane and gateways as processes, on one PostgreSQL server; the last of [#GATEWAYS] reaches it through a
/// network that can be cut.
final class NodeCluster implements AutoCloseable {
    /// How many there usually are.
    static final int GATEWAYS = 3;

    /// Between two looks, which take the time of what is looked at.
    private static final long PAUSE_MILLIS = Figures.ARE_WANTED ? 1 : 20;

    final KillableDatabase database;
    final TcpProxy network;
    final ControlApi api;
    final ControlApi.Key known;

    private final Path folder;
    final Distribution ostiary;
    private final EchoAgent agent = EchoAgent.start(OptionalInt.empty());
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<RunningServer> gateways = new ArrayList<>();
    private RunningServer control;

    /// @param folder for what they keep
    /// @param count how many gateways there are
    /// @param ready fills the database before the gateways start
    NodeCluster(Path folder, int count, Filling ready) throws Exception {
        this.folder = folder;
        this.ostiary = new Distribution(folder);
        this.database = new KillableDatabase(folder.resolve("postgresql.txt"));
        this.network = new TcpProxy(database.port());
        this.control = startControl();
        this.api = new ControlApi(folder.resolve("installation"));
        JsonNode unused = api.call(
                "POST",
                "/organizations/default/agents",
                "{\"slug\":\"agent\",\"upstream\":\"http://127.0.0.1:" + agent.port() + "\"}");
        unused =
                api.call("POST", "/organizations/default/agents/agent/deployments", "{\"environment\":\"production\"}");
        this.known = ready.fill(this);
        try (ExecutorService starts = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RunningServer>> started = IntStream.range(0, count)
                    .mapToObj(number -> starts.submit(() -> startGateway(number)))
                    .toList();
            for (Future<RunningServer> gateway : started) {
                gateways.add(gateway.get());
            }
        }
    }

    /// What is done before the gateways start; answers a key that opens.
    interface Filling {
        ControlApi.Key fill(NodeCluster cluster) throws Exception;
    }

    /// The environment of processes that know the database.
    Map<String, String> variables() {
        return variables(database.port());
    }

    private static Map<String, String> variables(int port) {
        return Map.of(
                "OSTIARY_DATABASE",
                "postgresql://postgres@127.0.0.1:" + port + "/postgres",
                "OSTIARY_DATABASE_PASSWORD",
                "postgres");
    }

    private RunningServer startControl() throws IOException {
        return ostiary.start(
                variables(database.port()),
                "serve",
                "--no-gateway",
                "--gateway-url=http://gateway.test",
                "--create-master-key",
                "--data=" + folder.resolve("installation"),
                "--control-port=0");
    }

    private RunningServer startGateway(int number) throws IOException {
        return ostiary.start(
                variables(number == GATEWAYS - 1 ? network.port() : database.port()),
                "gateway",
                "--port=0",
                "--health-port=0",
                "--node-name=gateway-" + number,
                // At full size thousands of refusals are wanted, all of them from one address.
                "--failure-limit=0",
                "--master-key=" + folder.resolve("installation/master.key"));
    }

    /// Ends a gateway as when its machine is switched off.
    void killGateway(int number) throws InterruptedException {
        Process process = gateways.get(number).process();
        process.destroyForcibly();
        process.waitFor();
    }

    /// Ends a gateway as an operator does.
    void stopGateway(int number) throws InterruptedException {
        assertEquals(0, gateways.get(number).stop());
    }

    void restartGateway(int number) throws IOException {
        gateways.set(number, startGateway(number));
    }

    void killControl() throws InterruptedException {
        control.process().destroyForcibly();
        control.process().waitFor();
    }

    void restartControl() throws IOException {
        control = startControl();
    }

    /// Sends a gateway a signal by its name, `STOP` or `CONT`.
    void signal(int number, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill",
                        "-" + name,
                        Long.toString(gateways.get(number).process().pid()))
                .start();
        assertEquals(0, kill.waitFor());
    }

    /// What a gateway answers to a call with that credential.
    ///
    /// @param origin of the page that calls; empty for none
    int call(int gateway, String credential, String origin) throws IOException, InterruptedException {
        URI url = URI.create(gateways.get(gateway).gateway() + "/default/production/agent/");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).header("X-API-Key", credential).timeout(Duration.ofSeconds(30));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    int call(int gateway, ControlApi.Key key) throws IOException, InterruptedException {
        return call(gateway, key.secret(), "");
    }

    /// The key opens at these gateways.
    void assertOpens(ControlApi.Key key, int... numbers) throws IOException, InterruptedException {
        for (int number : numbers) {
            assertEquals(200, call(number, key), "gateway-" + number);
        }
    }

    /// The key is refused at these gateways.
    void assertRefused(ControlApi.Key key, int... numbers) throws IOException, InterruptedException {
        for (int number : numbers) {
            assertEquals(401, call(number, key), "gateway-" + number);
        }
    }

    /// What a gateway answers to `/readyz`.
    int readiness(int gateway) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(gateways.get(gateway).control() + "/readyz"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    /// What the control plane tells of a gateway that was started last by that name.
    JsonNode node(int gateway) throws IOException, InterruptedException {
        JsonNode newest = null;
        for (JsonNode node : api.call("GET", "/nodes", "").path("items").values()) {
            // Identifiers rise with time, and are listed in order.
            if (node.path("name").stringValue("").equals("gateway-" + gateway)) {
                newest = node;
            }
        }
        if (newest == null) {
            throw new AssertionError("gateway-" + gateway + " is not listed");
        }
        return newest;
    }

    /// Waits until every gateway is current, and checks that they all hold the same.
    String awaitEqual() throws Exception {
        for (int number = 0; number < gateways.size(); number++) {
            int gateway = number;
            await(
                    "gateway-" + gateway + " is current",
                    Duration.ofSeconds(60),
                    () -> node(gateway).path("state").stringValue("").equals("current"));
        }
        String digest = node(0).path("digest").stringValue("");
        for (int number = 1; number < gateways.size(); number++) {
            assertEquals(digest, node(number).path("digest").stringValue(""), "what gateway-" + number + " holds");
        }
        return digest;
    }

    /// Waits until something holds.
    ///
    /// @return how long that took
    static Duration await(String what, Duration bound, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > bound.toNanos()) {
                throw new AssertionError("never came: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        client.close();
        api.close();
        for (RunningServer gateway : gateways) {
            gateway.close();
        }
        control.close();
        network.close();
        agent.close();
        database.close();
    }
}
