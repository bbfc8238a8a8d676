package dev.ostiary.gateway;

import static dev.ostiary.gateway.Requests.AGENT;
import static dev.ostiary.gateway.Requests.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.gateway.upstream.TestCertificate;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    @TempDir
    Path folder;

    @Test
    void selfSignedCertificate_is502() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture();
                TestAgent agent = TestAgent.on(
                        tls().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress()),
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
                tls().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
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

    private SSLContext tls() throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(TestCertificate.in(folder).keys().getKeyManagers(), null, null);
        return tls;
    }
}
