package dev.ostiary.gateway;

import java.util.List;

/// An HTTP/1 message as it stood on the wire. The body is without its framing, one character a byte.
record Message(String startLine, List<Field> headers, String body, List<Field> trailers) {
    record Field(String name, String value) {}

    String method() {
        return startLine.substring(0, startLine.indexOf(' '));
    }

    String target() {
        return startLine.substring(startLine.indexOf(' ') + 1, startLine.lastIndexOf(' '));
    }

    int status() {
        return Integer.parseInt(startLine.substring(9, 12));
    }

    /// The values of a header, in order.
    List<String> values(String name) {
        return values(headers, name);
    }

    /// The values of a trailer, in order.
    List<String> trailerValues(String name) {
        return values(trailers, name);
    }

    /// The only value of a header; empty when there is none.
    String header(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " stands more than once: " + values);
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// The whole message without the request id, which is the only thing that tells two refusals apart.
    String withoutRequestId() {
        return toString().replace(header("X-Ostiary-Request-Id"), "");
    }

    private static List<String> values(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
