package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.chunked;
import static dev.ostiary.gateway.Requests.get;
import static dev.ostiary.gateway.Requests.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.gateway.observe.AccessLogSettings;
import dev.ostiary.gateway.observe.Exposition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A secret that comes in at any place of a request, whole or cut, comes out nowhere: not in the access log, not in the
/// program's log at any level, not in metrics, not in an answer of ours (L01, S4.11).
@SuppressWarnings("try") // Closing early is what the tests are about.
class CanarySecretIT {
    @TempDir
    private Path folder;

    private final List<String> answers = new ArrayList<>();

    /// Every place of a request where a secret can stand; `%s` is the secret.
    private static List<String> requests(String secret, String goodKey) {
        List<String> requests = new ArrayList<>();
        for (String name : List.of(
                "X-API-Key",
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "User-Agent",
                "Referer",
                "Origin",
                "traceparent",
                "tracestate",
                "X-Forwarded-For",
                "Forwarded",
                "X-Custom",
                "Accept",
                "Expect",
                "Content-Type",
                "Connection",
                "Upgrade",
                "X-Ostiary-Key-Id",
                secret)) {
            requests.add(get(AGENT, name + ": " + secret));
            requests.add(get(AGENT, goodKey, name + ": " + secret));
            requests.add(get(AGENT, name + ": Bearer " + secret, name + ": " + secret));
        }
        requests.add(get(AGENT, "Cookie: a=b; key=" + secret));
        requests.add(get(AGENT, "Authorization: Basic " + base64(secret + ":" + secret)));
        for (String target : List.of(
                "?key=%s",
                "?%s",
                "?a=b&%s=c",
                "/%s",
                "/%s/x",
                "/x%%2f%s",
                "/a;key=%s",
                "/key=%s",
                "/%s?%s",
                "#%s",
                "/../%s",
                "/%%2e%%2e/%s",
                "/%%zz%s",
                "/\\%s")) {
            requests.add(get(AGENT + target.formatted(secret, secret)));
            requests.add(get(AGENT + target.formatted(secret, secret), goodKey));
        }
        requests.add(get("/" + secret + "/production/agent"));
        requests.add(get("/acme/" + secret + "/agent/" + secret));
        requests.add(get("http://" + secret + "@acme.test/" + secret + "?" + secret));
        requests.add(get(secret));
        requests.add(get(AGENT).replace("Host: gateway.test", "Host: " + secret));
        requests.add(get(AGENT).replaceFirst("GET", secret));
        requests.add(get(AGENT).replaceFirst("HTTP/1.1", secret));
        requests.add(post(AGENT, "{\"key\":\"" + secret + "\"}", "Content-Type: application/json"));
        requests.add(post(AGENT, "{\"key\":\"" + secret, goodKey, "Content-Type: application/json"));
        requests.add(chunked(AGENT, "5\r\nhello\r\n0\r\nX-API-Key: " + secret + "\r\n\r\n", goodKey));
        requests.add(chunked(AGENT, "5;" + secret + "\r\nhello\r\n0\r\n\r\n", goodKey));
        requests.add(chunked(AGENT, secret + "\r\nhello\r\n0\r\n\r\n", goodKey));
        requests.add(get(AGENT, "X-Long: " + secret.repeat(500)));
        requests.add(get(AGENT + "?" + secret.repeat(500)));
        requests.add(get(AGENT, "no colon " + secret));
        requests.add(get(AGENT, " " + secret));
        requests.add(get(AGENT, "X-API-Key : " + secret));
        requests.add(secret + "\r\n\r\n");
        requests.add("GET " + AGENT + "\r\nX-API-Key: " + secret + "\r\n\r\n");
        requests.add("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + secret);
        return requests;
    }

    /// What breaks off before it is whole.
    private static List<String> truncated(String secret, String goodKey) {
        return List.of(
                secret,
                "GET /" + secret,
                "GET " + AGENT + " HTTP/1.1\r\nX-API-Key: " + secret,
                "GET " + AGENT + " HTTP/1.1\r\nHost: h\r\nX-API-Key: " + secret + "\r\n",
                post(AGENT, "{\"key\":\"" + secret, goodKey)
                        .replaceFirst("Content-Length: \\d+", "Content-Length: 999"),
                chunked(AGENT, "ff\r\n" + secret, goodKey));
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void secret_comesOutNowhere() throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        Path file = folder.resolve("access.log");
        List<Secret> canaries;
        String metrics;
        List<String> logged;
        int asked = 0;
        try (LogCapture log = new LogCapture();
                TestAgent agent = TestAgent.greeting();
                GatewayFixture gateway = GatewayFixture.impatient(
                        AccessLogSettings.to(file.toString()).cappedAt(1_000_000))) {
            gateway.deploy(agent);
            gateway.deploy("down", nobody, true);
            canaries = canaries(gateway);
            String goodKey = gateway.keyHeader();
            for (Secret canary : canaries) {
                String secret = canary.reveal();
                for (String request : requests(secret, goodKey)) {
                    asked++;
                    ask(gateway, request);
                    ask(gateway, request.replace("/production/agent", "/production/down"));
                }
                for (String request : truncated(secret, goodKey)) {
                    breakOff(gateway, request);
                }
            }
            Await.until("every request is over", () -> gateway.metrics().sum("http_server_active_requests") == 0);
            metrics = gateway.observation.scrape("").text();
            gateway.close();
            logged = log.lines();
        }
        String accessLog = Files.readString(file);

        assertTrue(asked > 300 && accessLog.lines().count() > asked, "the log has its lines");
        assertEquals(Exposition.parse(metrics).sum("http_server_request_duration_seconds_count"), (double)
                accessLog.lines().count());
        assertTrue(answers.size() > asked, "there were answers");
        for (Secret canary : canaries) {
            assertAbsent("access log", accessLog, canary);
            assertAbsent("metrics", metrics, canary);
            assertAbsent("program's log", String.join("\n", logged), canary);
            assertAbsent("answers", String.join("\n", answers), canary);
        }
        assertEquals(0, accessLog.lines().filter(line -> line.contains("?")).count());
    }

    private static List<Secret> canaries(GatewayFixture gateway) {
        Secret revoked = gateway.key();
        gateway.put(revoked, new KeyBinding.WholeOrganization(), "a key", true, KeyEntry.NEVER);
        Secret unknown = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        String whole = KeyFormat.generate(KeyType.SECRET, gateway.randomness).reveal();
        return List.of(
                gateway.key(),
                revoked,
                unknown,
                KeyFormat.generate(KeyType.MANAGEMENT, gateway.randomness),
                Secret.of(whole.substring(0, whole.length() - 9)),
                Secret.of(whole.substring(KeyType.SECRET.prefix().length())));
    }

    /// The whole of it, and parts that are long enough to be of use.
    private static void assertAbsent(String where, String text, Secret canary) {
        String secret = canary.reveal();
        for (int from = 0; from + 16 <= secret.length(); from += 8) {
            int at = text.indexOf(secret.substring(from, from + 16));
            assertTrue(
                    at < 0,
                    () -> where + " has a secret: "
                            + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200)));
        }
    }

    private void ask(GatewayFixture gateway, String request) throws IOException {
        try (Peer client = gateway.connect()) {
            client.send(request);
            client.endOutput();
            answers.add(new String(client.in().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (java.net.SocketException reset) {
            answers.add("");
        }
    }

    private static void breakOff(GatewayFixture gateway, String request) throws IOException {
        try (Peer client = gateway.connect()) {
            client.send(request);
        }
    }

    /// Everything that is logged, at any level.
    private static final class LogCapture implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Level level = root.getLevel();
        private final ListAppender<ILoggingEvent> events = new ListAppender<>();
        private final List<ch.qos.logback.core.Appender<ILoggingEvent>> others = new ArrayList<>();

        LogCapture() {
            root.iteratorForAppenders().forEachRemaining(others::add);
            others.forEach(root::detachAppender);
            events.list = Collections.synchronizedList(new ArrayList<>());
            events.start();
            root.addAppender(events);
            root.setLevel(Level.TRACE);
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (ILoggingEvent event : List.copyOf(events.list)) {
                lines.add(
                        event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getMDCPropertyMap());
                for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                    lines.add(cause.getClassName() + ": " + cause.getMessage());
                }
            }
            return lines;
        }

        @Override
        public void close() {
            root.setLevel(level);
            root.detachAppender(events);
            others.forEach(root::addAppender);
        }
    }
}
