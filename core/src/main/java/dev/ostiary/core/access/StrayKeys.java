package dev.ostiary.core.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds keys of ours that stand where the policy reads none. Such a request cannot be forwarded without showing a key
/// to the upstream, and which key was meant would be a guess. The same key in another usual header is no contradiction.
final class StrayKeys {
    private static final String AUTHORIZATION = "authorization";
    private static final String API_KEY = "x-api-key";
    private static final String BEARER = "Bearer ";
    /// What the prefixes of all issued secrets share.
    static final String ISSUED_MARK = "k_ost_";

    private StrayKeys() {}

    static boolean stand(RequestFacts request, List<Location> locations, String credential) {
        boolean readsAuthorization = false;
        boolean readsApiKey = false;
        String target = request.target();
        for (int i = 0; i < locations.size(); i++) {
            String header = headerOf(locations.get(i));
            readsAuthorization |= AUTHORIZATION.equals(header);
            readsApiKey |= API_KEY.equals(header);
            if (locations.get(i) instanceof Location.QueryParameter(String name)) {
                target = CredentialErasure.fromTarget(target, name);
            }
        }
        return KeysInUrl.isIn(target)
                || !readsAuthorization && isIn(request, AUTHORIZATION, credential)
                || !readsApiKey && isIn(request, API_KEY, credential);
    }

    private static @Nullable String headerOf(Location location) {
        return switch (location) {
            case Location.Header(String name) -> name;
            case Location.SchemeHeader(String name, String _) -> name;
            case Location.QueryParameter _, Location.Cookie _, Location.BodyField _ -> null;
        };
    }

    private static boolean isIn(RequestFacts request, String header, String credential) {
        String value = request.header(header);
        return value != null
                && (request.isRepeated(header)
                        || value.contains(ISSUED_MARK) && !value.equals(credential) && !isBearer(value, credential));
    }

    private static boolean isBearer(String value, String credential) {
        return value.length() == BEARER.length() + credential.length()
                && value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && value.endsWith(credential);
    }
}
