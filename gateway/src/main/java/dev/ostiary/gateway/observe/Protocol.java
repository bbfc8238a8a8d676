package dev.ostiary.gateway.observe;

/// What a client speaks.
public enum Protocol {
    HTTP_1_0("HTTP/1.0"),
    HTTP_1_1("HTTP/1.1"),
    HTTP_2("HTTP/2"),
    WEBSOCKET("websocket");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /// As the access log writes it.
    String text() {
        return text;
    }
}
