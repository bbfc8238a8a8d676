package dev.ostiary.gateway;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.gateway.clientapi.Widget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/// Gives the [Widget] to every page that asks, without a key: there is nothing in it that is anybody's.
final class WidgetAnswers {
    private static final ByteBuf SCRIPT =
            Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(Widget.script()).asReadOnly());

    /// Pages see a new version within the hour.
    private static final String CACHED = "public, max-age=3600";

    private WidgetAnswers() {}

    static boolean isAskedFor(RequestPath path) {
        return path.pathEnd() == Widget.PATH.length() && path.target().startsWith(Widget.PATH);
    }

    static Admission.Outcome of(IncomingRequest request, String requestId, ResponseChanges changes) {
        HttpMethod method = request.http().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            RefusalForm form = RefusalForm.PROBLEM;
            ResponseChanges allowing = changes.and(response -> response.set(HttpHeaderNames.ALLOW, "GET, HEAD"));
            return new Admission.Outcome.Refuse(Refusal.of(ProblemCode.METHOD_NOT_ALLOWED, form, allowing));
        }
        boolean isKnown = isKnown(request.headers().getAll(HttpHeaderNames.IF_NONE_MATCH));
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                isKnown ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
                isKnown ? Unpooled.EMPTY_BUFFER : SCRIPT.duplicate());
        HttpHeaders headers = response.headers();
        if (!isKnown) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "text/javascript; charset=utf-8");
            headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(SCRIPT.readableBytes()));
        }
        headers.set(HttpHeaderNames.ETAG, Widget.entityTag());
        headers.set(HttpHeaderNames.CACHE_CONTROL, CACHED);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        headers.set(HeaderNames.REQUEST_ID, requestId);
        changes.applyTo(headers);
        return new Admission.Outcome.Answer(response);
    }

    /// Compared weakly (RFC 9110, section 13.1.2). No tag of ours has a comma in it.
    private static boolean isKnown(List<String> lines) {
        for (String line : lines) {
            for (String tag : line.split(",", -1)) {
                String bare = tag.strip();
                if (bare.equals("*") || bare.equals(Widget.entityTag()) || bare.equals("W/" + Widget.entityTag())) {
                    return true;
                }
            }
        }
        return false;
    }
}
