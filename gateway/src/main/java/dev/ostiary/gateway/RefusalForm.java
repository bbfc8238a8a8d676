package dev.ostiary.gateway;

import dev.ostiary.core.route.RefusalDialect;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/// How a refusal is written.
enum RefusalForm {
    /// Problem details in JSON (RFC 9457).
    PROBLEM,
    /// One fixed line of plain text.
    TEXT,
    /// A status of gRPC in a response without a body, which its clients expect of anything in between.
    GRPC;

    private static final String GRPC_TYPE = "application/grpc";

    /// The route's form, but gRPC for a caller of gRPC.
    static RefusalForm of(RefusalDialect dialect, HttpHeaders request) {
        String type = request.get(HttpHeaderNames.CONTENT_TYPE);
        if (type != null && type.regionMatches(true, 0, GRPC_TYPE, 0, GRPC_TYPE.length())) {
            return GRPC;
        }
        return switch (dialect) {
            case TEXT -> TEXT;
            case PROBLEM -> PROBLEM;
        };
    }
}
