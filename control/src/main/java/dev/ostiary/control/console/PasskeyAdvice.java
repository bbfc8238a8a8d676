package dev.ostiary.control.console;

import dev.ostiary.control.passkey.RelyingParty;
import java.net.URI;
import java.util.Optional;

/// What to do to have passkeys, where browsers keep none.
///
/// @param words a sentence or two
/// @param elsewhere the same page at an address for which they do
record PasskeyAdvice(String words, Optional<String> elsewhere) {
    /// Of the page of one's profile; empty where browsers keep passkeys.
    ///
    /// @param origin that the browser shows for this server
    static Optional<PasskeyAdvice> of(String origin) {
        if (RelyingParty.of(origin).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(localPort(origin)
                .map(port -> new PasskeyAdvice(
                        "Browsers keep no passkeys for an address of numbers. To add one, sign in here by name:",
                        Optional.of("http://localhost" + port + "/me")))
                .orElseGet(() -> new PasskeyAdvice(
                        "Browsers keep passkeys for a name with https only. Put TLS in front of this server, and start it with"
                                + " --public-url and the https address.",
                        Optional.empty())));
    }

    /// Of this very machine, called by its address.
    private static Optional<String> localPort(String origin) {
        try {
            URI url = URI.create(origin);
            boolean isLocal = url.getHost() != null
                    && (url.getHost().startsWith("127.") || url.getHost().equals("[::1]"));
            return isLocal ? Optional.of(url.getPort() < 0 ? "" : ":" + url.getPort()) : Optional.empty();
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
