package dev.ostiary.control.passkey;

import java.net.URI;
import java.util.Optional;

/// Whom devices make passkeys for: the host that browsers show, never an address, and by https unless it is this very
/// machine.
///
/// @param id the host
/// @param origin with scheme and port
public record RelyingParty(String id, String origin) {
    /// That of an origin; empty when browsers would use no passkey there.
    public static Optional<RelyingParty> of(String origin) {
        try {
            URI url = URI.create(origin);
            String host = url.getHost();
            boolean isLocal = "localhost".equals(host);
            boolean isName = host != null && host.chars().anyMatch(Character::isLetter) && host.indexOf(':') < 0;
            return isLocal || isName && "https".equals(url.getScheme())
                    ? Optional.of(new RelyingParty(host, origin))
                    : Optional.empty();
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }
}
