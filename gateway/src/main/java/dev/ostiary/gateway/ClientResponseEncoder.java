package dev.ostiary.gateway;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/// Writes responses to a client. One to a `HEAD` request has no body, whatever its headers say of one.
final class ClientResponseEncoder extends HttpResponseEncoder {
    private boolean isAnsweringHead;

    void answerHead(boolean isHead) {
        isAnsweringHead = isHead;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return isAnsweringHead || super.isContentAlwaysEmpty(response);
    }
}
