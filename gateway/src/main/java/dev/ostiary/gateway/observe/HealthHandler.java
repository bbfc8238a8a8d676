package dev.ostiary.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers on the health port.
final class HealthHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HealthHandler.class);
    private static final String JSON = "application/json";

    private final NodeState node;
    private final Observation observation;

    HealthHandler(NodeState node, Observation observation) {
        this.node = node;
        this.observation = observation;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean isValid = request.decoderResult().isSuccess();
        FullHttpResponse response = isValid ? answer(request) : status(HttpResponseStatus.BAD_REQUEST);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        boolean keep = isValid && HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, keep);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.content().clear();
        }
        var written = context.writeAndFlush(response);
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse answer(FullHttpRequest request) {
        String target = request.uri();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        boolean isKnown = path.equals("/healthz") || path.equals("/readyz") || path.equals("/metrics");
        if (!isKnown) {
            return status(HttpResponseStatus.NOT_FOUND);
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            FullHttpResponse refusal = status(HttpResponseStatus.METHOD_NOT_ALLOWED);
            refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            return refusal;
        }
        return switch (path) {
            case "/healthz" -> response(HttpResponseStatus.OK, JSON, "{\"status\":\"up\"}".getBytes(UTF_8));
            case "/readyz" -> readiness(node.standing());
            default -> metrics(request);
        };
    }

    private static FullHttpResponse readiness(NodeState.Standing standing) {
        boolean isReady = standing == NodeState.Standing.READY;
        String body = isReady
                ? "{\"status\":\"up\"}"
                : "{\"status\":\"down\",\"reason\":\"" + Outcome.label(standing) + "\",\"detail\":\""
                        + standing.detail() + "\"}";
        return response(
                isReady ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, JSON, body.getBytes(UTF_8));
    }

    private FullHttpResponse metrics(FullHttpRequest request) {
        String accept = request.headers().get(HttpHeaderNames.ACCEPT, "");
        Scrape scrape = observation.scrape(accept);
        return response(
                HttpResponseStatus.OK, scrape.contentType(), scrape.text().getBytes(UTF_8));
    }

    private static FullHttpResponse status(HttpResponseStatus status) {
        String body = "{\"status\":" + status.code() + ",\"title\":\"" + status.reasonPhrase() + "\"}";
        return response(status, "application/problem+json", body.getBytes(UTF_8));
    }

    private static FullHttpResponse response(HttpResponseStatus status, String contentType, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        return response;
    }

    /// A client that breaks off is not an error; a scrape that cannot be made is a bug.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof RuntimeException
                && !(cause instanceof ChannelException)
                && !(cause instanceof CodecException)) {
            LOG.atError().setCause(cause).log("the health port could not answer");
        }
        context.close();
    }
}
