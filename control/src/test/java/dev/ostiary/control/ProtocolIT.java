package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What is wrong before any operation is reached: each is answered with a problem, and none with a page, a stack trace
/// or the name of a server.
class ProtocolIT extends ControlIT {
    private static final String ROOT = "/api/v1/organizations";

    @Test
    void wrongMethod_namesTheRightOnes() {
        Answer answer = api.send("PUT", ROOT, "{}").expectProblem(405, "request.method-not-allowed");

        assertEquals("GET, POST", answer.header("Allow"));
        api.send("FOO", ROOT, null).expectProblem(405, "request.method-not-allowed");
        api.send("POST", "/healthz", null).expectProblem(405, "request.method-not-allowed");
    }

    @Test
    void otherAccept_isNotAcceptable() {
        for (String accept : List.of("text/html", "application/xml", "nonsense")) {
            api.send(api.request(ROOT).header("Accept", accept)).expectProblem(406, "request.not-acceptable");
        }
        api.send(api.request(ROOT).header("Accept", "text/html, */*;q=0.1")).expect(200);
    }

    /// Nothing is done for who could not read the answer, so that no secret is made that nobody sees.
    @Test
    void otherAccept_changesNothing() {
        String keys = ROOT + "/default/keys";
        HttpRequest.Builder creation = api.request(keys)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"unread\"}"));
        api.send(creation.header("Accept", "text/html")).expectProblem(406, "request.not-acceptable");

        assertFalse(api.get(keys).body().contains("unread"));
    }

    /// A path that could mean two things means none.
    @Test
    void ambiguousPaths_areRefused() {
        for (String path : List.of(
                "/api/v1//organizations",
                "/api/v1/./organizations",
                "/api/v1/x/../organizations",
                "/api/v1/organizations;x=1",
                "/api/v1/%2e%2e/organizations",
                "/api/v1%2forganizations",
                "/api/v1/organizations%00",
                "/api/v1/organizations%0a",
                "/api\\v1\\organizations",
                "/assets/../api/v1/organizations",
                "/assets/%2e%2e/%2e%2e/api/v1/organizations",
                "/assets/..%2f..%2fpages/landing.html")) {
            Answer answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertTrue(answer.status() == 400 || answer.status() == 401, path + " " + answer.status());
            assertProtected(answer);
        }
    }

    /// What the server refuses by itself is a problem as well.
    @Test
    void malformedRequests_areProblems() {
        List<String> requests = List.of(
                "NONSENSE\r\n\r\n",
                "GET\r\n\r\n",
                "G<T / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET " + ROOT + "?limit=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + plane.managementKey + "\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /{x} HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST " + ROOT + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000) + "\r\n\r\n",
                "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n" + "X-A: b\r\n".repeat(1_000) + "\r\n",
                "POST " + ROOT + " HTTP/1.1\r\nHost: x\r\nExpect: nonsense\r\nContent-Length: 2\r\n\r\n{}");
        for (String request : requests) {
            Answer answer = raw(request);
            String shown = request.substring(0, Math.min(60, request.length()));
            assertTrue(
                    answer.status() >= 400 && answer.status() < 600 && answer.status() != 500, shown + answer.status());
            assertProtected(answer);
        }
    }

    /// TRACE would send a credential back.
    @Test
    void trace_isNotServed() {
        Answer answer = raw("TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer canary\r\n\r\n");

        assertEquals(405, answer.status());
        assertFalse(answer.body().contains("canary"));
        assertProtected(answer);
    }

    /// A request that says its length in two ways is refused, or the connection ends behind it: nothing after it is
    /// heard (request smuggling).
    @Test
    void smuggledRequest_isNotHeard() {
        String smuggled = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
        byte[] bytes = new RawSocket(plane.control.url())
                .exchange(("POST " + ROOT
                                + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "0\r\n\r\n" + smuggled)
                        .getBytes(StandardCharsets.ISO_8859_1));

        String answers = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(1, answers.split("HTTP/1.1 ", -1).length - 1, answers);
        assertFalse(answers.contains("\"up\""), answers);
    }

    /// A body cut short is no operation.
    @Test
    void bodyCutShort_changesNothing() throws IOException {
        Object before = plane.core.store.backup();
        try (Socket socket =
                new Socket(plane.control.url().getHost(), plane.control.url().getPort())) {
            socket.getOutputStream()
                    .write(("POST " + ROOT
                                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                    + plane.managementKey + "\r\nContent-Length: 100\r\n\r\n{\"slug\":\"cut-short\"}")
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.setSoTimeout(20_000);
            socket.getInputStream().readAllBytes();
        }

        assertEquals(before, plane.core.store.backup());
    }

    private Answer raw(String request) {
        return new RawSocket(plane.control.url()).send(request);
    }

    private static void assertProtected(Answer answer) {
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertTrue(
                answer.header("Content-Type").startsWith("application/problem+json"),
                answer.headers().map()::toString);
        assertEquals(answer.header("X-Request-Id"), answer.text("requestId"));
        assertEquals(answer.status(), answer.json().required("status").intValue());
        assertTrue(answer.headers().firstValue("Server").isEmpty());
        String body = answer.body().toLowerCase(Locale.ROOT);
        for (String told : List.of("tomcat", "apache", "exception", "<html", "at org.", "spring")) {
            assertFalse(body.contains(told), answer.body());
        }
    }
}
