package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent behind `https` must show a certificate that the system trusts.
class UpstreamTlsIT {
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    Path folder;

    @Test
    void selfSignedCertificate_is502() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.on(
                        tls(selfSigned())
                                .getServerSocketFactory()
                                .createServerSocket(0, 5, InetAddress.getLoopbackAddress()),
                        peer -> {
                            peer.request();
                            peer.send(TestAgent.ok("trusted too lightly"));
                        })) {
            gateway.deploy(
                    "agent", URI.create("https://localhost:" + agent.url().getPort()), true);

            Message answer = gateway.call(get(AGENT, gateway.keyHeader()));

            assertEquals(502, answer.status());
            assertTrue(answer.body().contains("\"upstream.unreachable\""));
        }
    }

    /// A server of many names learns which is meant, also of a name without a dot.
    @Test
    void hostWithoutDot_isNamedToTheAgent() throws Exception {
        SSLServerSocket socket = (SSLServerSocket)
                tls(selfSigned()).getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Queue<SNIServerName> named = new ConcurrentLinkedQueue<>();
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
            @Override
            public boolean matches(SNIServerName name) {
                return named.add(name);
            }
        }));
        socket.setSSLParameters(parameters);
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.on(socket, peer -> peer.request())) {
            gateway.deploy(
                    "agent", URI.create("https://localhost:" + agent.url().getPort()), true);

            gateway.call(get(AGENT, gateway.keyHeader()));

            assertEquals(new SNIHostName("localhost"), named.peek());
        }
    }

    @Test
    void plainAgentBehindHttps_is502() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.serving(peer -> peer.send("HTTP/1.1 400 No TLS\r\n\r\n"))) {
            gateway.deploy(
                    "agent", URI.create("https://127.0.0.1:" + agent.url().getPort()), true);

            assertEquals(502, gateway.call(get(AGENT, gateway.keyHeader())).status());
        }
    }

    private static SSLContext tls(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    /// The JDK makes certificates with its own tool only.
    private KeyStore selfSigned() throws Exception {
        Path java = Path.of(ProcessHandle.current().info().command().orElseThrow());
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        java.resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "agent",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertTrue(keytool.waitFor(30, TimeUnit.SECONDS));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
