package dev.ostiary.gateway;

import io.netty.handler.codec.http.HttpHeaders;

/// What a response is changed in on its way to the client, whoever made it: the upstream, or the gateway as a
/// refusal. To be applied last.
interface ResponseChanges {
    /// Nothing is changed.
    ResponseChanges NONE = _ -> {};

    void applyTo(HttpHeaders response);

    /// These, and then those.
    @SuppressWarnings("ReferenceEquality") // There is one that changes nothing.
    default ResponseChanges and(ResponseChanges others) {
        if (this == NONE) {
            return others;
        }
        return response -> {
            applyTo(response);
            others.applyTo(response);
        };
    }
}
