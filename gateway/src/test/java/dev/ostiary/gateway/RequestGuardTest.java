package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.problem.ProblemCode;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Only a plain HTTP/1 request that reads in one way passes.
class RequestGuardTest {
    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(ProblemCode.REQUEST_MALFORMED, new String[] {"Content-Length: 1", "Content-Length: 1"}),
                Arguments.of(
                        ProblemCode.REQUEST_MALFORMED,
                        new String[] {"Content-Length: 1", "Transfer-Encoding: chunked"}),
                Arguments.of(
                        ProblemCode.REQUEST_MALFORMED,
                        new String[] {"Transfer-Encoding: chunked", "transfer-encoding: chunked"}),
                Arguments.of(ProblemCode.REQUEST_MALFORMED, new String[] {"Transfer-Encoding: gzip, chunked"}),
                Arguments.of(ProblemCode.REQUEST_MALFORMED, new String[] {"Transfer-Encoding: xchunked"}),
                Arguments.of(ProblemCode.REQUEST_MALFORMED, new String[] {"Transfer-Encoding: identity"}),
                Arguments.of(ProblemCode.REQUEST_MALFORMED, new String[] {"HOST: again"}),
                Arguments.of(ProblemCode.REQUEST_MALFORMED, new String[] {"Sec-WebSocket-Key1: x"}),
                Arguments.of(ProblemCode.CREDENTIAL_AMBIGUOUS, new String[] {"Authorization: a", "AUTHORIZATION: a"}),
                Arguments.of(ProblemCode.EXPECTATION_FAILED, new String[] {"Expect: a-miracle"}),
                Arguments.of(
                        ProblemCode.EXPECTATION_FAILED, new String[] {"Expect: 100-continue", "Expect: 100-continue"}));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void check_refusesHeadersThatReadInTwoWays(ProblemCode expected, String... headers) {
        assertEquals(expected, problem(request(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a", headers)));
    }

    @Test
    void check_refusesMethodsThatAreNotForwarded() {
        assertEquals(ProblemCode.METHOD_UNSUPPORTED, problem(request(HttpVersion.HTTP_1_1, HttpMethod.TRACE, "/a")));
        assertEquals(
                ProblemCode.METHOD_UNSUPPORTED, problem(request(HttpVersion.HTTP_1_1, HttpMethod.CONNECT, "host:443")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9"})
    void check_refusesOtherVersions(String version) {
        assertEquals(ProblemCode.HTTP_VERSION, problem(request(HttpVersion.valueOf(version), HttpMethod.GET, "/a")));
    }

    @Test
    void check_refusesMoreThanAHundredHeaders() {
        HttpRequest request = request(HttpVersion.HTTP_1_1, HttpMethod.GET, "/a");
        for (int i = request.headers().size(); i < 100; i++) {
            request.headers().add("X-" + i, "x");
        }
        assertInstanceOf(RequestGuard.Outcome.Passed.class, RequestGuard.check(request));

        request.headers().add("X-More", "x");
        assertEquals(ProblemCode.REQUEST_HEADERS_TOO_LARGE, problem(request));
    }

    @Test
    void check_tellsWhyWhatCouldNotBeRead() {
        assertEquals(ProblemCode.REQUEST_URI_TOO_LONG, problem(broken(new TooLongHttpLineException())));
        assertEquals(ProblemCode.REQUEST_HEADERS_TOO_LARGE, problem(broken(new TooLongHttpHeaderException())));
        assertEquals(ProblemCode.REQUEST_MALFORMED, problem(broken(new IllegalArgumentException())));
    }

    @Test
    void check_wantsAHostOfHttp11Only() {
        HttpRequest old = request(HttpVersion.HTTP_1_0, HttpMethod.GET, "/a");
        old.headers().remove("Host");
        assertInstanceOf(RequestGuard.Outcome.Passed.class, RequestGuard.check(old));

        old.setProtocolVersion(HttpVersion.HTTP_1_1);
        assertEquals(ProblemCode.REQUEST_MALFORMED, problem(old));
    }

    /// An expectation of HTTP/1.0 is ignored (RFC 9110, section 10.1.1).
    @Test
    void check_readsTheExpectationAndTheConnection() {
        IncomingRequest request = passed(request(HttpVersion.HTTP_1_1, HttpMethod.POST, "/a", "Expect: 100-Continue"));
        assertTrue(request.isExpectingContinue());
        assertTrue(request.isKeepAlive());
        assertFalse(request.mayBeFollowed());

        IncomingRequest old = passed(request(HttpVersion.HTTP_1_0, HttpMethod.POST, "/a", "Expect: 100-continue"));
        assertFalse(old.isExpectingContinue());
        assertFalse(old.isKeepAlive());
    }

    @Test
    void isRepeated_countsLines() {
        IncomingRequest request =
                passed(request(HttpVersion.HTTP_1_1, HttpMethod.GET, "/a", "X-API-Key: a", "x-api-key: b"));

        assertTrue(request.isRepeated("x-api-key"));
        assertFalse(request.isRepeated("host"));
        assertFalse(request.isRepeated("absent"));
    }

    private static HttpRequest broken(Exception cause) {
        HttpRequest request = request(HttpVersion.HTTP_1_1, HttpMethod.GET, "/a");
        request.setDecoderResult(DecoderResult.failure(cause));
        return request;
    }

    private static HttpRequest request(HttpVersion version, HttpMethod method, String target, String... headers) {
        HttpRequest request = new DefaultHttpRequest(version, method, target);
        request.headers().add("Host", "gateway.test");
        for (String header : headers) {
            int colon = header.indexOf(':');
            request.headers().add(header.substring(0, colon), header.substring(colon + 2));
        }
        return request;
    }

    private static ProblemCode problem(HttpRequest request) {
        return assertInstanceOf(RequestGuard.Outcome.Refused.class, RequestGuard.check(request))
                .problem();
    }

    private static IncomingRequest passed(HttpRequest request) {
        return assertInstanceOf(RequestGuard.Outcome.Passed.class, RequestGuard.check(request))
                .request();
    }
}
