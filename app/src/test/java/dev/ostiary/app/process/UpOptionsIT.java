package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `up` does with the options that a deployment needs.
class UpOptionsIT {
    private static final Pattern TLS =
            Pattern.compile("ready gateway=\\S+ control=\\S+ tls=(https://127\\.0\\.0\\.1:\\d+)");

    @TempDir
    private Path folder;

    private RunningServer up(String... options) throws Exception {
        String[] command = new String[7 + options.length];
        String[] usual = {
            "up", "--data", folder.resolve("installation").toString(), "--port", "0", "--control-port", "0"
        };
        System.arraycopy(usual, 0, command, 0, usual.length);
        System.arraycopy(options, 0, command, usual.length, options.length);
        return new Distribution(folder).start(Map.of(), command);
    }

    private static int get(HttpClient client, URI url) throws Exception {
        HttpResponse<Void> response = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
        return response.statusCode();
    }

    /// With `--tls`, `up` prints where TLS is served, in the block for people and in the line for scripts.
    @Test
    void tls_addressIsPrinted() throws Exception {
        Path certificates = Files.createDirectory(folder.resolve("tls"));
        TestCertificate certificate = TestCertificate.write(certificates);
        try (RunningServer server = up("--tls", certificates.toString(), "--tls-port", "0");
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(certificate.trusting())
                        .build()) {
            Matcher ready = TLS.matcher(server.output().getLast());
            assertTrue(ready.matches(), server.output()::toString);
            URI tls = URI.create(ready.group(1));
            assertEquals("  TLS       " + tls, server.output().get(2));
            assertEquals(401, get(client, URI.create(tls + "/default/development/echo/hello")));
            assertEquals(0, server.stop());
        }
    }

    /// After SIGTERM `/readyz` is red for the lead time while calls are served on; then it ends with exit code 0.
    @Test
    void drainLead_isRedAndServes() throws Exception {
        try (RunningServer server = up("--drain-lead", "3");
                HttpClient client = HttpClient.newHttpClient()) {
            URI ready = URI.create(server.control() + "/readyz");
            assertEquals(200, get(client, ready));
            server.process().destroy();
            long deadline = System.nanoTime() + 20_000_000_000L;
            int status = get(client, ready);
            while (status == 200 && System.nanoTime() < deadline) {
                status = get(client, ready);
            }
            assertEquals(503, status);
            assertEquals(401, get(client, server.echo("/hello")));
            assertEquals(200, get(client, URI.create(server.control() + "/healthz")));
            assertEquals(0, server.stop());
        }
    }
}
