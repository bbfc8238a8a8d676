package dev.ostiary.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP/2 to upstreams carries what HTTP/1.1 does, many requests on a connection, and trailers both ways.
class Http2IT {
    @TempDir
    Path folder;

    @Test
    void priorKnowledge_carriesRequestAndResponse() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Http2Server server = new Http2Server(stream -> {
                    seen.add(stream.headers().method() + " " + stream.headers().scheme() + " "
                            + stream.headers().authority() + " " + stream.path() + " "
                            + stream.headers().get("x-one")
                            + " " + stream.body());
                    assertFalse(stream.headers().contains("host"));
                    assertFalse(stream.headers().contains("transfer-encoding"));
                    stream.head(201, false, "content-type", "text/plain", "content-length", "6");
                    stream.data(Unpooled.copiedBuffer("answer", ISO_8859_1), true);
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url().resolve("/base"));
            HttpRequest request = Scene.request(HttpMethod.POST, group, "/path?q", List.of("some", "body"));
            request.headers().set("X-One", "1");
            Call.Result result = scene.send(request, group, List.of("some", "body"), false, same -> same)
                    .result();
            assertEquals(201, result.status());
            assertEquals("answer", result.body());
            HttpHeaders headers = result.headers();
            assertNotNull(headers);
            assertEquals("text/plain", headers.get("Content-Type"));
            assertEquals("6", headers.get("Content-Length"));
            assertEquals(2, headers.size(), headers.toString());
            assertEquals(List.of("POST http " + server.url().getAuthority() + " /base/path?q 1 somebody"), seen);
        }
    }

    /// What an `https` upstream speaks is agreed on in the handshake, for each server as it likes.
    @Test
    void alpn_choosesTheProtocol() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        try (Http2Server both =
                        new Http2Server(new Http2Settings(), certificate, stream -> stream.answer(200, "by h2"));
                Scene scene = new Scene(trusting(certificate))) {
            UpstreamGroup group = Scene.group(both.url());
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(scene.get(group, "/" + i));
            }
            for (Call call : calls) {
                assertEquals("by h2", call.result().body());
            }
            assertEquals(1, both.connections.get());
            assertEquals(0, both.http1Connections.get());
        }
    }

    /// A certificate that nobody is told to trust, or that names another host, is none.
    @Test
    void certificate_mustBeTrustedAndNameTheHost() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        try (Http2Server server =
                        new Http2Server(new Http2Settings(), certificate, stream -> stream.answer(200, "h2"));
                Scene scene = new Scene();
                Scene trusting = new Scene(trusting(certificate), _ -> HostResolver.SYSTEM.resolve("127.0.0.1"))) {
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    scene.get(Scene.group(server.url()), "/").problem());
            URI other = URI.create("https://other.test:" + server.url().getPort());
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    trusting.get(Scene.group(other), "/").problem());
            assertEquals(200, trusting.get(Scene.group(server.url()), "/").status());
        }
    }

    private static UpstreamSettings trusting(TestCertificate certificate) {
        UpstreamSettings usual = UpstreamSettings.USUAL;
        return new UpstreamSettings(
                usual.timeouts(),
                usual.maxIdleConnections(),
                usual.maxIdle(),
                usual.nameTtl(),
                usual.ejection(),
                usual.pingAfter(),
                usual.reach(),
                certificate.pem());
    }

    /// An upgrade needs HTTP/1.1: behind TLS it gets a connection of it, with `h2c` it cannot be had.
    @Test
    void upgrade_isMadeByHttp1() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        try (Http2Server server =
                        new Http2Server(new Http2Settings(), certificate, stream -> stream.answer(200, "h2"));
                Http2Server clear = new Http2Server(stream -> stream.answer(200, "h2"));
                Scene scene = new Scene(trusting(certificate))) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals("h2", scene.get(group, "/").result().body());
            scene.onResponse(upstream ->
                    upstream.becomeTunnel(new ChannelInboundHandlerAdapter()).close());
            Call call = scene.upgrade(group, "/socket");
            assertTrue(call.responseCame.await(10, TimeUnit.SECONDS));
            scene.onResponse(_ -> {});
            assertEquals(1, server.http1Connections.get());
            assertEquals("h2", scene.get(group, "/").result().body());
            assertEquals(1, server.connections.get());

            assertEquals(
                    ProblemCode.UPSTREAM_WITHOUT_UPGRADE,
                    scene.upgrade(Scene.group(clear.url()), "/socket").problem());
        }
    }

    /// gRPC: trailers after the messages, `TE: trailers` on the request, and the status of a refusal in trailers
    /// too.
    @Test
    void trailers_passBothWays() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Http2Server server = new Http2Server(stream -> {
                    var trailers = stream.trailers();
                    seen.add(stream.headers().get("te") + " " + stream.body() + " "
                            + (trailers == null ? "none" : trailers.get("x-checksum")));
                    if (stream.path().endsWith("/Refused")) {
                        stream.head(
                                200,
                                true,
                                "content-type",
                                "application/grpc",
                                "grpc-status",
                                "5",
                                "grpc-message",
                                "no");
                    } else {
                        stream.head(200, false, "content-type", "application/grpc");
                        stream.data(Unpooled.copiedBuffer("message", ISO_8859_1), false);
                        stream.trailers("grpc-status", "0");
                    }
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            Call call = grpc(scene, group, "/Service/Called");
            Call.Result result = call.result();
            assertEquals("trailers hello 42", seen.poll(10, TimeUnit.SECONDS));
            assertEquals("message", result.body());
            assertNotNull(result.trailers());
            assertEquals("0", result.trailers().get("grpc-status"));

            Call.Result refused = grpc(scene, group, "/Service/Refused").result();
            assertNotNull(refused.trailers());
            assertNotNull(refused.headers());
            assertEquals("5", refused.trailers().get("grpc-status"));
            assertEquals("no", refused.trailers().get("grpc-message"));
            assertNull(refused.headers().get("grpc-status"));
        }
    }

    private static Call grpc(Scene scene, UpstreamGroup group, String path) {
        HttpRequest request = Scene.request(HttpMethod.POST, group, path, List.of());
        request.headers().set("content-type", "application/grpc").set("transfer-encoding", "chunked");
        Call call = scene.begin(request, group);
        scene.loop().execute(() -> {
            call.upstream().write(new DefaultHttpContent(Unpooled.copiedBuffer("hello", ISO_8859_1)));
            DefaultLastHttpContent last = new DefaultLastHttpContent();
            last.trailingHeaders().set("x-checksum", "42");
            call.upstream().write(last);
            call.upstream().flush();
        });
        return call;
    }

    @Test
    void interimResponses_comeBeforeTheResponse() throws Exception {
        try (Http2Server server = new Http2Server(stream -> {
                    stream.head(103, false, "link", "</style.css>");
                    stream.answer(200, "body");
                });
                Scene scene = new Scene()) {
            Call call = scene.get(Scene.group(server.url()), "/");
            assertEquals(200, call.status());
            assertEquals(List.of(103), call.interim);
        }
    }

    @Test
    void responsesWithoutBody_end() throws Exception {
        try (Http2Server server = new Http2Server(stream -> {
                    boolean isHead = stream.headers().method().toString().equals("HEAD");
                    stream.head(isHead ? 200 : 204, true, "content-length", isHead ? "1000" : "0");
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals(204, scene.get(group, "/").status());
            Call.Result head =
                    scene.send(HttpMethod.HEAD, group, "/", List.of()).result();
            assertEquals(200, head.status());
            assertNotNull(head.headers());
            assertEquals("1000", head.headers().get("content-length"));
        }
    }

    /// No more streams are open on a connection than the upstream allows: what has no room gets another connection.
    @Test
    void concurrentStreams_areAsManyAsAllowed() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Http2Server.Stream> waiting = new CopyOnWriteArrayList<>();
        try (Http2Server server = new Http2Server(new Http2Settings().maxConcurrentStreams(3), null, stream -> {
                    waiting.add(stream);
                    var mates = waiting.stream()
                            .filter(other -> other.channel.parent().equals(stream.channel.parent()))
                            .count();
                    most.accumulateAndGet((int) mates, Math::max);
                    open.incrementAndGet();
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(scene.get(group, "/" + i));
            }
            Await.until("all are served", () -> open.get() == 12);
            assertEquals(3, most.get());
            assertEquals(4, server.connections.get());
            waiting.forEach(stream -> stream.answer(200, "done"));
            for (Call call : calls) {
                assertEquals(200, call.status());
            }
        }
    }

    /// A request that was refused was not carried out, whatever its method, and goes again, body and all.
    @Test
    void refusedStream_isSentAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Http2Server server = new Http2Server(stream -> {
                    if (calls.incrementAndGet() == 1) {
                        stream.reset(Http2Error.REFUSED_STREAM);
                    } else {
                        stream.answer(200, stream.body());
                    }
                });
                Scene scene = new Scene()) {
            Call.Result result =
                    scene.post(Scene.group(server.url()), "/", "some ", "body").result();
            assertEquals("some body", result.body());
            assertEquals(2, calls.get());
        }
    }

    /// One that is refused for ever is given up.
    @Test
    void refusedStream_isNotSentForEver() throws Exception {
        try (Http2Server server = new Http2Server(stream -> stream.reset(Http2Error.REFUSED_STREAM));
                Scene scene = new Scene()) {
            assertEquals(
                    ProblemCode.UPSTREAM_CLOSED,
                    scene.post(Scene.group(server.url()), "/", "body").problem());
            assertEquals(4, server.begun.size());
        }
    }

    /// Any other reset may come after the request was carried out.
    @Test
    void resetStream_isNotSentAgain() throws Exception {
        try (Http2Server server = new Http2Server(stream -> {
                    if (stream.path().equals("/begun")) {
                        stream.head(200, false);
                    }
                    stream.reset(Http2Error.INTERNAL_ERROR);
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            assertEquals(ProblemCode.UPSTREAM_CLOSED, scene.get(group, "/").problem());
            assertEquals(ProblemCode.UPSTREAM_CLOSED, scene.get(group, "/begun").problem());
            assertEquals(2, server.begun.size());
            assertEquals(1, server.connections.get());
        }
    }

    /// Servers that end connections in the midst of load (as for a restart, or after so many requests) lose
    /// nothing, when they let in what is on its way (RFC 9113, section 6.8). Netty's would end the whole
    /// connection over the body of a request that it lets in no more.
    @Test
    void goAwayUnderLoad_losesNothing() throws Exception {
        AtomicInteger served = new AtomicInteger();
        try (Http2Server server = new Http2Server(stream -> {
                    stream.answer(200, stream.body());
                    if (served.incrementAndGet() % 50 == 0) {
                        stream.channel.parent().writeAndFlush(goAwaySoon());
                    }
                });
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                calls.add(i % 2 == 0 ? scene.get(group, "/" + i) : scene.post(group, "/" + i, "body"));
                if (i % 64 == 63) {
                    calls.get(i - 32).result();
                }
            }
            for (int i = 0; i < calls.size(); i++) {
                assertEquals(200, calls.get(i).status());
                assertEquals(i % 2 == 0 ? "" : "body", calls.get(i).result().body());
            }
            assertTrue(server.connections.get() > 5);
        }
    }

    private static Object goAwaySoon() {
        return new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(1000);
    }

    /// A caller that gives up ends the upstream's work, and nobody else's.
    @Test
    void cancel_endsTheStreamOnly() throws Exception {
        List<Http2Server.Stream> waiting = new CopyOnWriteArrayList<>();
        try (Http2Server server = new Http2Server(waiting::add);
                Scene scene = new Scene()) {
            UpstreamGroup group = Scene.group(server.url());
            Call given = scene.get(group, "/given-up");
            Await.until("one waits", () -> waiting.size() == 1);
            Call kept = scene.get(group, "/kept");
            Await.until("both wait", () -> waiting.size() == 2);
            scene.loop().execute(() -> given.upstream().cancel());
            assertEquals(Http2Error.CANCEL.code(), server.resets.poll(10, TimeUnit.SECONDS));
            waiting.get(1).answer(200, "still there");
            assertEquals("still there", kept.result().body());
            assertEquals(1, server.connections.get());
        }
    }

    /// An upstream that does not speak HTTP/2 where it should is not reached.
    @Test
    void http1BehindH2c_isUnreachable() throws Exception {
        try (RawServer server = new RawServer((wire, _) -> {
                    wire.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    wire.awaitEnd();
                });
                Scene scene = new Scene()) {
            assertEquals(
                    ProblemCode.UPSTREAM_UNREACHABLE,
                    scene.get(Scene.group(server.url("h2c")), "/").problem());
        }
    }
}
