package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients come by TLS with certificates from a folder, chosen by name, replaced while the gateway serves.
class TlsIT {
    private static TestCertificate local;
    private static TestCertificate other;

    @TempDir
    Path work;

    private Path folder;
    private GatewayFixture gateway;
    private TestAgent agent;
    private String key;

    @BeforeAll
    static void make(@TempDir Path work) throws Exception {
        local = TestCertificate.make(work, "localhost");
        other = TestCertificate.makeOf(work, "RSA", "-1d", "exact.gateway.test", "*.wild.test");
    }

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectory(work.resolve("certificates"));
        local.write(folder, "a-local");
        other.write(folder, "b-other");
        gateway =
                new GatewayFixture(GatewaySettings.on("127.0.0.1", 0).withTls(new TlsListener("127.0.0.1", 0, folder)));
        agent = TestAgent.answering(request -> TestAgent.ok(request.header("X-Forwarded-Proto") + request.body()));
        gateway.deploy(agent);
        key = gateway.key().reveal();
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        gateway.close();
    }

    private URI url() {
        URI listening = gateway.gateway.tlsUrl().orElseThrow();
        return URI.create("https://localhost:" + listening.getPort() + AGENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
    void jdkClient_isServedInItsProtocol(String version) throws Exception {
        HttpClient.Version wanted = HttpClient.Version.valueOf(version);
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(TestCertificate.trusting(local))
                .version(wanted)
                .build()) {
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(url())
                                .header("X-API-Key", key)
                                .POST(HttpRequest.BodyPublishers.ofString(" body " + i))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode());
                assertEquals("https body " + i, answer.body());
                assertEquals(wanted, answer.version());
            }
            HttpResponse<String> refused = client.send(
                    HttpRequest.newBuilder(url())
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(401, refused.statusCode());
        }
    }

    @Test
    void clientWithoutAlpn_speaksHttp1() throws Exception {
        try (Peer client = new Peer(handshake("localhost"))) {
            client.send(get(AGENT, "X-API-Key: " + key));
            assertEquals("https", client.response().body());
        }
    }

    @Test
    void certificate_isChosenByName() throws Exception {
        assertEquals(local.certificate(), served("localhost"));
        assertEquals(other.certificate(), served("exact.gateway.test"));
        assertEquals(other.certificate(), served("EXACT.gateway.test"));
        assertEquals(other.certificate(), served("any.wild.test"));
        assertEquals(local.certificate(), served("wild.test"));
        assertEquals(local.certificate(), served("two.labels.wild.test"));
        assertEquals(local.certificate(), served("unknown.test"));
    }

    /// New connections get the new certificate; nothing has to be told, and nobody is interrupted.
    @Test
    void replacedCertificate_isTakenUp() throws Exception {
        try (Peer before = new Peer(handshake("localhost"))) {
            TestCertificate renewed = TestCertificate.make(work, "localhost");
            renewed.write(folder, "a-local");
            Await.until("the new one is served", () -> renewed.certificate().equals(served("localhost")));
            TestCertificate third = TestCertificate.make(work, "third.test");
            third.write(folder, "c-third");
            assertTrue(gateway.gateway.reloadCertificates());
            assertEquals(third.certificate(), served("third.test"));
            Files.delete(folder.resolve("c-third.crt"));
            assertTrue(gateway.gateway.reloadCertificates());
            assertEquals(renewed.certificate(), served("third.test"));
            before.send(get(AGENT, "X-API-Key: " + key));
            assertEquals(200, before.response().status());
        }
    }

    @Test
    void badPair_leavesTheOneBefore() throws Exception {
        Files.writeString(folder.resolve("a-local.crt"), "no certificate");
        assertFalse(gateway.gateway.reloadCertificates());
        assertEquals(local.certificate(), served("localhost"));

        other.writeCertificate(folder, "a-local");
        assertFalse(gateway.gateway.reloadCertificates());
        assertEquals(local.certificate(), served("localhost"));

        TestCertificate expired = TestCertificate.makeOf(work, "EC", "-40d", "localhost");
        expired.write(folder, "a-local");
        assertFalse(gateway.gateway.reloadCertificates());
        assertEquals(local.certificate(), served("localhost"));

        Files.delete(folder.resolve("a-local.key"));
        assertFalse(gateway.gateway.reloadCertificates());
        assertEquals(local.certificate(), served("localhost"));

        local.write(folder, "a-local");
        assertTrue(gateway.gateway.reloadCertificates());
        assertEquals(local.certificate(), served("localhost"));
    }

    @Test
    void start_withoutAUsablePairFails() throws Exception {
        Path empty = Files.createDirectory(work.resolve("empty"));
        GatewaySettings settings = GatewaySettings.on("127.0.0.1", 0).withTls(new TlsListener("127.0.0.1", 0, empty));
        assertTrue(failure(settings).contains("NAME.crt"));
        local.writeCertificate(empty, "half");
        assertTrue(failure(settings).contains("half: half.key is missing"));
    }

    private static String failure(GatewaySettings settings) {
        return assertThrows(IOException.class, () -> new GatewayFixture(settings))
                .toString();
    }

    @Test
    void whatIsNotTls_isClosed() throws Exception {
        URI url = gateway.gateway.tlsUrl().orElseThrow();
        try (Peer client = Peer.connect(url)) {
            client.send(get(AGENT, "X-API-Key: " + key));
            assertTrue(client.isReset() || client.isEnded());
        }
    }

    /// Slowloris in the handshake.
    @Test
    void handshakeThatStops_isClosed() throws Exception {
        ClientTimeouts usual = ClientTimeouts.USUAL;
        ClientTimeouts hasty = new ClientTimeouts(
                Duration.ofMillis(500), usual.head(), usual.write(), usual.keepAlive(), usual.tunnelIdle());
        try (GatewayFixture impatient = new GatewayFixture(GatewaySettings.on("127.0.0.1", 0)
                        .withTimeouts(hasty)
                        .withTls(new TlsListener("127.0.0.1", 0, folder)));
                Peer silent = Peer.connect(impatient.gateway.tlsUrl().orElseThrow());
                Peer halting = Peer.connect(impatient.gateway.tlsUrl().orElseThrow())) {
            halting.send(new byte[] {22, 3, 1, 1, 0, 1});
            assertTrue(silent.isReset() || silent.isEnded());
            assertTrue(halting.isReset() || halting.isEnded());
        }
    }

    private X509Certificate served(String name) throws Exception {
        try (SSLSocket socket = handshake(name)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /// A connection to the gateway that asked for that name and takes what it gets.
    private SSLSocket handshake(String name) throws Exception {
        SSLContext context = TestCertificate.trustingAll();
        URI url = gateway.gateway.tlsUrl().orElseThrow();
        Socket plain = new Socket(url.getHost(), url.getPort());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, url.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
