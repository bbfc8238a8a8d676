package dev.ostiary.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;

/// Tells from its head whether a request's body can be looked into.
final class JsonType {
    private static final String JSON = "application/json";
    private static final String TEXT_JSON = "text/json";
    private static final String SUFFIX = "+json";

    private JsonType() {}

    /// Whether the body is JSON, plainly: of type `application/json`, `text/json` or one that ends in `+json`, said
    /// once, and not compressed.
    static boolean isJson(HttpHeaders request) {
        String type = request.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null
                && isOfJson(type)
                && request.getAll(HttpHeaderNames.CONTENT_TYPE).size() == 1
                && (!request.contains(HttpHeaderNames.CONTENT_ENCODING)
                        || request.containsValue(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true));
    }

    private static boolean isOfJson(String type) {
        int end = 0;
        while (end < type.length() && !isEnd(type.charAt(end))) {
            end++;
        }
        return end == JSON.length() && type.regionMatches(true, 0, JSON, 0, end)
                || end == TEXT_JSON.length() && type.regionMatches(true, 0, TEXT_JSON, 0, end)
                || end > SUFFIX.length() && type.regionMatches(true, end - SUFFIX.length(), SUFFIX, 0, SUFFIX.length());
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
