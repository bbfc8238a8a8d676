package dev.ostiary.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;

/// Tells from its head whether a request's body can be looked into.
final class JsonType {
    private static final String JSON = "application/json";

    private JsonType() {}

    /// Whether the body is JSON, plainly: of type `application/json`, said once, and not compressed.
    static boolean isJson(HttpHeaders request) {
        String type = request.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null
                && type.regionMatches(true, 0, JSON, 0, JSON.length())
                && (type.length() == JSON.length() || isEnd(type.charAt(JSON.length())))
                && request.getAll(HttpHeaderNames.CONTENT_TYPE).size() == 1
                && (!request.contains(HttpHeaderNames.CONTENT_ENCODING)
                        || request.containsValue(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true));
    }

    /// Whether the head says so; a body in chunks may still turn out to be.
    static boolean isLongerThan(int limit, HttpHeaders request) {
        String length = request.get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && (length.length() > 9 || Integer.parseInt(length) > limit);
    }

    private static boolean isEnd(char character) {
        return character == ';' || character == ' ' || character == '\t';
    }
}
