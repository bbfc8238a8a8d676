package dev.ostiary.gateway;

import dev.ostiary.gateway.http1.HeaderName;
import dev.ostiary.gateway.observe.Protocol;
import dev.ostiary.gateway.observe.Recorder;
import dev.ostiary.gateway.observe.RequestRecord;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;

/// Notes in a [RequestRecord] what requests say of themselves, and sees to their trace context.
final class Recording {
    private Recording() {}

    /// A request came, well formed or not.
    static void begin(RequestIntake intake, HttpRequest http, String requestId) {
        Recorder recorder = intake.loop().recorder();
        RequestRecord record = intake.record();
        String method = http.decoderResult().isSuccess() ? http.method().name() : "";
        recorder.begin(
                record,
                method,
                protocol(intake, http),
                intake.client().address().text());
        record.requestId(requestId);
        if (recorder.isLogging()) {
            record.userAgent(http.headers().get(HttpHeaderNames.USER_AGENT));
        }
    }

    private static Protocol protocol(RequestIntake intake, HttpRequest http) {
        if (intake.client() instanceof Http2ClientStream) {
            return Protocol.HTTP_2;
        }
        return http.protocolVersion().equals(HttpVersion.HTTP_1_0) ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1;
    }

    /// Something came that did not even become a request.
    static void beginUnread(Recorder recorder, RequestRecord record, ClientAddress client, String requestId) {
        recorder.begin(record, "", Protocol.HTTP_1_1, client.text());
        record.requestId(requestId);
    }

    /// A request goes on with these headers. They get one valid trace context: the client's, or a new one, without
    /// the state that belonged to another.
    static void forward(RequestIntake intake, HttpHeaders headers, Route route) {
        String value = headers.get(HeaderName.TRACEPARENT);
        boolean isRepeated = value != null && isRepeated(headers.valueStringIterator(HeaderName.TRACEPARENT));
        String continued = intake.loop().recorder().traceParents().continued(value, isRepeated);
        if (!continued.equals(value)) {
            headers.set(HeaderName.TRACEPARENT, continued);
            headers.remove(HeaderName.TRACESTATE);
        }
        intake.record().traceparent(continued);
        intake.record().forwarded(route.hostHeader());
    }

    private static boolean isRepeated(Iterator<String> values) {
        String unused = values.next();
        return values.hasNext();
    }
}
