package dev.ostiary.gateway.observe;

import java.util.List;

/// The methods that metrics and access log tell apart. Any other is `_OTHER`, as OpenTelemetry has it: a method is
/// text of the client's choice.
final class MethodLabel {
    private static final List<String> NAMES =
            List.of("_OTHER", "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

    /// Any that is not known.
    static final int OTHER = 0;

    /// How many there are.
    static final int COUNT = NAMES.size();

    private MethodLabel() {}

    static int of(String method) {
        return switch (method) {
            case "GET" -> 1;
            case "HEAD" -> 2;
            case "POST" -> 3;
            case "PUT" -> 4;
            case "DELETE" -> 5;
            case "CONNECT" -> 6;
            case "OPTIONS" -> 7;
            case "TRACE" -> 8;
            case "PATCH" -> 9;
            case "QUERY" -> 10;
            default -> OTHER;
        };
    }

    static String name(int method) {
        return NAMES.get(method);
    }
}
