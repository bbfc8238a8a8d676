package dev.ostiary.gateway.tls;

import io.netty.handler.ssl.SslContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which certificate serves which name: the one that has the name itself, else one with a wildcard in place of its
/// first label, else the first. Immutable; never empty.
final class Certificates {
    private final Map<String, SslContext> byName = new HashMap<>();
    private final SslContext first;

    /// Makes the choice of pairs, of which the earlier wins where two have a name.
    Certificates(Collection<CertificatePair> pairs) {
        first = Objects.requireNonNull(pairs.iterator().next()).context();
        for (CertificatePair pair : pairs) {
            for (String name : pair.names()) {
                byName.putIfAbsent(name, pair.context());
            }
        }
    }

    /// The certificate for what a client asks for; null asks for none.
    SslContext select(@Nullable String hostname) {
        if (hostname == null) {
            return first;
        }
        String name = normal(hostname);
        SslContext exact = byName.get(name);
        if (exact != null) {
            return exact;
        }
        int dot = name.indexOf('.');
        SslContext wildcard = dot < 0 ? null : byName.get("*".concat(name.substring(dot)));
        return wildcard == null ? first : wildcard;
    }

    /// A host name as it is compared: lower case, without a dot at its end.
    static String normal(String hostname) {
        String name = hostname.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
