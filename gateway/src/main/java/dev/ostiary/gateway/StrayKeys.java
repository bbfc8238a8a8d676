package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ostiary.core.access.CredentialErasure;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.gateway.http1.FlatHeaders;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes keys of ours out of headers where no policy reads any, so that no upstream learns one that a caller sent by
/// mistake. A header with a whole key anywhere in it is removed; of cookies, those that bear one.
final class StrayKeys {
    private static final byte[] MARK = CredentialErasure.ISSUED_MARK.getBytes(US_ASCII);

    private StrayKeys() {}

    static void removeFrom(HttpHeaders headers) {
        List<String> suspects = headers instanceof FlatHeaders flat
                ? flat.namesOfLinesWith(MARK, KeyFormat.SHORTEST_ISSUED)
                : List.copyOf(headers.names());
        for (int i = 0; i < suspects.size(); i++) {
            String name = suspects.get(i);
            if (AsciiString.contentEqualsIgnoreCase(HeaderName.COOKIE, name)) {
                rewriteCookies(headers, CredentialErasure::fromCookies);
            } else if (CredentialErasure.bearsIssuedKey(name)
                    || headers.getAll(name).stream().anyMatch(CredentialErasure::bearsIssuedKey)) {
                headers.remove(name);
            }
        }
    }

    /// Puts what is left of each line of cookies in its place.
    static void rewriteCookies(HttpHeaders headers, Rewriting rewriting) {
        List<String> kept = new ArrayList<>();
        boolean isChanged = false;
        for (String line : headers.getAll(HeaderName.COOKIE)) {
            String rest = rewriting.rest(line);
            isChanged |= !line.equals(rest);
            if (rest != null) {
                kept.add(rest);
            }
        }
        if (isChanged) {
            headers.set(HeaderName.COOKIE, kept);
        }
    }

    /// What is left of a line of cookies; null for nothing.
    @FunctionalInterface
    interface Rewriting {
        @Nullable
        String rest(String line);
    }
}
