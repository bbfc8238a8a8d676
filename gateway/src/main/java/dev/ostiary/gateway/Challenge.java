package dev.ostiary.gateway;

/// The `WWW-Authenticate` of a refusal (RFC 9110, section 11.6.1): it tells by which scheme a key is sent.
enum Challenge {
    /// None.
    NONE(""),
    /// The key stands in a header of its own, in the URL or in the body, for which there is no registered scheme.
    API_KEY("ApiKey realm=\"ostiary\""),
    /// As a bearer token, and there was none.
    BEARER("Bearer realm=\"ostiary\""),
    /// As a bearer token, and it was a wrong one (RFC 6750, section 3.1).
    BEARER_INVALID("Bearer realm=\"ostiary\", error=\"invalid_token\"");

    private final String text;

    Challenge(String text) {
        this.text = text;
    }

    /// The value of the header; empty for none.
    String text() {
        return text;
    }

    /// The value for who sent a key that lacks that scope.
    String lacking(String scope) {
        return text + ", error=\"insufficient_scope\", scope=\"" + Quoting.escape(scope) + '"';
    }
}
