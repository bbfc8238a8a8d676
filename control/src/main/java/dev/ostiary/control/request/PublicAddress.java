package dev.ostiary.control.request;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.InternetAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/// Where browsers reach this control plane, and whose word is taken for where a request comes from. What a request says
/// of its own scheme is never believed: with https in front of it, the server is told its public URL.
///
/// @param url the public URL; empty when the server is reached as its requests say, without TLS
/// @param trustedProxies whose `X-Forwarded-For` is believed
public record PublicAddress(Optional<URI> url, List<AddressRange> trustedProxies) {
    private static final Set<String> SAME_SITE = Set.of("same-origin", "none");
    private static final Pattern SIX = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?");
    private static final Pattern FOUR = Pattern.compile("([0-9.]+):\\d{1,5}");
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    public PublicAddress {
        url = url.map(PublicAddress::asOrigin);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /// That of a server of which nothing was said.
    public static final PublicAddress UNKNOWN = new PublicAddress(Optional.empty(), List.of());

    /// Browsers leave out the port that the scheme has anyway.
    private static URI asOrigin(URI url) {
        boolean isUsual = Integer.valueOf(url.getPort()).equals(USUAL_PORTS.get(url.getScheme()));
        return isUsual ? URI.create(url.getScheme() + "://" + url.getHost()) : url;
    }

    /// Whether browsers come by https.
    public boolean isSecure() {
        return url.filter(known -> "https".equals(known.getScheme())).isPresent();
    }

    /// The origin that a browser shows for this server, without a slash at the end.
    public String origin(HttpServletRequest request) {
        return url.map(known -> known.getScheme() + "://" + known.getAuthority())
                .orElseGet(() -> "http://"
                        + Optional.ofNullable(request.getHeader(HttpHeaders.HOST))
                                .orElse("localhost"));
    }

    /// Whether a browser says that another site made it send the request (W01). One that says nothing is no
    /// browser of these days; what it then lacks is the session's token.
    public boolean isFromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return site != null && !SAME_SITE.contains(site) || origin != null && !origin.equals(origin(request));
    }

    /// The address of the client: that of the connection, or what the trusted proxies before it say, the last one
    /// first.
    public String client(HttpServletRequest request) {
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        String client = request.getRemoteAddr();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InternetAddress> hop = InternetAddress.parse(withoutPort(hops.get(i)));
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get().toString();
        }
        return client;
    }

    /// Some proxies write the port that the client came by, too.
    private static String withoutPort(String hop) {
        Matcher six = SIX.matcher(hop);
        if (six.matches()) {
            return six.group(1);
        }
        Matcher four = FOUR.matcher(hop);
        return four.matches() ? four.group(1) : hop;
    }

    private boolean isTrusted(String address) {
        return InternetAddress.parse(address)
                .filter(known -> trustedProxies.stream().anyMatch(range -> range.contains(known)))
                .isPresent();
    }
}
