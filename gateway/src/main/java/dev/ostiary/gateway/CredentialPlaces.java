package dev.ostiary.gateway;

import dev.ostiary.core.access.AccessPolicy;
import dev.ostiary.core.access.CredentialErasure;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.access.RequestFacts;
import dev.ostiary.gateway.http1.HeaderName;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a policy reads credentials, sorted for those who take them out again: whatever stands there goes no
/// further, a key or not. Nor does a key of ours that stands elsewhere ([StrayKeys]). Immutable.
final class CredentialPlaces {
    private static final String BEARER = "Bearer";

    private final List<Location> locations;
    private final List<HeaderName> headers = new ArrayList<>();
    private final List<Location.SchemeHeader> schemeHeaders = new ArrayList<>();
    private final List<String> parameters = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private final Set<String> bodyFields = new LinkedHashSet<>();
    private final boolean readsAuthorization;
    private final boolean readsApiKey;
    private final boolean readsBearer;

    private CredentialPlaces(List<Location> locations) {
        this.locations = locations;
        boolean isBearer = false;
        for (Location location : locations) {
            switch (location) {
                case Location.Header(String name) -> headers.add(HeaderName.of(name));
                case Location.SchemeHeader header -> {
                    schemeHeaders.add(header);
                    isBearer |= header.scheme().equalsIgnoreCase(BEARER);
                }
                case Location.QueryParameter(String name) -> parameters.add(name);
                case Location.Cookie(String name) -> cookies.add(name);
                case Location.BodyField(String name) -> bodyFields.add(name);
            }
        }
        readsAuthorization = headers.contains(HeaderName.AUTHORIZATION);
        readsApiKey = headers.contains(HeaderName.API_KEY);
        readsBearer = isBearer;
    }

    static CredentialPlaces of(AccessPolicy policy) {
        return new CredentialPlaces(
                switch (policy) {
                    case AccessPolicy.Open _ -> List.of();
                    case AccessPolicy.KeyRequired required -> required.locations();
                });
    }

    /// What who sent no credential is told, or one that lacks a scope.
    Challenge challenge() {
        return readsBearer ? Challenge.BEARER : Challenge.API_KEY;
    }

    /// What who sent a wrong one is told.
    Challenge invalidChallenge() {
        return readsBearer ? Challenge.BEARER_INVALID : Challenge.API_KEY;
    }

    /// Whether URLs carry credentials here.
    boolean readsQuery() {
        return !parameters.isEmpty();
    }

    /// The fields of a JSON body that are read.
    Set<String> bodyFields() {
        return bodyFields;
    }

    /// A target without credentials.
    String withoutCredential(String target) {
        String rest = target;
        for (int i = 0; i < parameters.size(); i++) {
            rest = CredentialErasure.fromTarget(rest, parameters.get(i));
        }
        return rest;
    }

    /// Takes credentials out of the headers of a request.
    ///
    /// @param facts of the same request, with the headers as they still are
    void removeFrom(HttpHeaders request, RequestFacts facts) {
        String authorization = readsAuthorization ? null : request.get(HeaderName.AUTHORIZATION);
        String apiKey = readsApiKey ? null : request.get(HeaderName.API_KEY);
        if (authorization != null || apiKey != null) {
            removeElsewhere(request, authorization, apiKey, CredentialErasure.credential(facts, locations));
        }
        for (int i = 0; i < headers.size(); i++) {
            request.remove(headers.get(i));
        }
        for (int i = 0; i < schemeHeaders.size(); i++) {
            remove(request, schemeHeaders.get(i));
        }
        if (!cookies.isEmpty()) {
            removeCookies(request);
        }
        StrayKeys.removeFrom(request);
    }

    /// Takes the headers that credentials are read from out of trailers, where none is read.
    void removeFromTrailers(HttpHeaders trailers) {
        for (int i = 0; i < headers.size(); i++) {
            trailers.remove(headers.get(i));
        }
        for (int i = 0; i < schemeHeaders.size(); i++) {
            trailers.remove(schemeHeaders.get(i).name());
        }
    }

    private static void removeElsewhere(
            HttpHeaders request, @Nullable String authorization, @Nullable String apiKey, @Nullable String credential) {
        if (authorization != null) {
            if (CredentialErasure.mayBearIssuedKey(authorization)
                    || withoutScheme(authorization).equals(credential)) {
                request.remove(HeaderName.AUTHORIZATION);
            }
        }
        if (apiKey != null) {
            for (String value : request.getAll(HeaderName.API_KEY)) {
                if (CredentialErasure.mayBearIssuedKey(value) || value.equals(credential)) {
                    request.remove(HeaderName.API_KEY);
                    return;
                }
            }
        }
    }

    private static String withoutScheme(String authorization) {
        return authorization.substring(Math.max(authorization.lastIndexOf(' '), authorization.lastIndexOf('\t')) + 1);
    }

    /// A line with another scheme is somebody else's credential and stays.
    private static void remove(HttpHeaders request, Location.SchemeHeader location) {
        String first = request.get(location.name());
        if (first == null) {
            return;
        }
        List<String> lines = request.getAll(location.name());
        List<String> kept = new ArrayList<>(lines);
        kept.removeIf(line -> CredentialErasure.isOfScheme(line, location));
        if (kept.size() < lines.size()) {
            request.set(location.name(), kept);
        }
    }

    private void removeCookies(HttpHeaders request) {
        StrayKeys.rewriteCookies(request, line -> {
            String rest = line;
            for (int i = 0; i < cookies.size() && rest != null; i++) {
                rest = CredentialErasure.fromCookies(rest, cookies.get(i));
            }
            return rest;
        });
    }
}
