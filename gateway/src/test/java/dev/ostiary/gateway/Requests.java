package dev.ostiary.gateway;

/// Requests as text, for clients that write it to a socket.
final class Requests {
    /// Where tests deploy their agent.
    static final String AGENT = "/acme/production/agent";

    private Requests() {}

    static String get(String target, String... headers) {
        return request("GET", target, "", headers);
    }

    static String post(String target, String body, String... headers) {
        return request("POST", target, "Content-Length: " + body.length() + "\r\n", headers) + body;
    }

    static String chunked(String target, String chunks, String... headers) {
        return request("POST", target, "Transfer-Encoding: chunked\r\n", headers) + chunks;
    }

    private static String request(String method, String target, String framing, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: gateway.test\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append(framing).append("\r\n").toString();
    }
}
