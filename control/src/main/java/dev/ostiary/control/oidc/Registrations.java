package dev.ostiary.control.oidc;

import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.vault.SecretCipher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// What is known of identity providers from their discovery documents (OpenID Connect Discovery 1.0), asked anew after
/// ten minutes and after each change of the settings. Thread safe.
final class Registrations {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT =
            new ParameterizedTypeReference<>() {};

    private final RestClient http;
    private final SecretCipher cipher;
    private final Clock clock;
    private final Map<IdentityProviderId, Known> known = new ConcurrentHashMap<>();

    Registrations(OidcHttp http, SecretCipher cipher, Clock clock) {
        this.http = http.client().build();
        this.cipher = cipher;
        this.clock = clock;
    }

    private record Known(IdentityProvider provider, Map<String, Object> document, Instant at) {}

    /// The registration of this installation at a provider.
    ///
    /// @param redirectUri where the browser comes back to
    /// @throws DiscoveryException when the provider cannot be asked or answers something else
    ClientRegistration of(IdentityProvider provider, String redirectUri) {
        Known fresh = Optional.ofNullable(known.get(provider.id()))
                .filter(one -> one.provider().equals(provider))
                .filter(one -> clock.instant().isBefore(one.at().plus(LIFE)))
                .orElseGet(() -> new Known(provider, discover(provider), clock.instant()));
        ClientRegistration registration = registration(fresh, redirectUri);
        known.put(provider.id(), fresh);
        return registration;
    }

    /// The same, asked anew.
    ClientRegistration refresh(IdentityProvider provider, String redirectUri) {
        known.remove(provider.id());
        return of(provider, redirectUri);
    }

    private ClientRegistration registration(Known fresh, String redirectUri) {
        IdentityProvider provider = fresh.provider();
        try {
            ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(fresh.document())
                    .registrationId(provider.id().value())
                    .clientId(provider.settings().clientId())
                    .clientSecret(provider.clientSecret(cipher).reveal())
                    .redirectUri(redirectUri)
                    .scope("openid", "email", "profile")
                    .build();
            requireSafe(provider, registration);
            return registration;
        } catch (IllegalArgumentException notOidc) {
            throw new DiscoveryException("not a discovery document", notOidc);
        }
    }

    private Map<String, Object> discover(IdentityProvider provider) {
        String issuer = provider.settings().issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            Map<String, Object> document = http.get()
                    .uri(URI.create(base + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(DOCUMENT);
            if (document == null || !issuer.equals(document.get("issuer"))) {
                throw new DiscoveryException("the document is another issuer's");
            }
            return document;
        } catch (RestClientException | IllegalArgumentException unreachable) {
            throw new DiscoveryException("the discovery document cannot be read", unreachable);
        }
    }

    /// What an issuer that is reached by https names must be reached by it too: the secret goes there.
    private static void requireSafe(IdentityProvider provider, ClientRegistration registration) {
        String scheme = "https".equals(provider.settings().issuer().getScheme()) ? "https://" : "http";
        ClientRegistration.ProviderDetails details = registration.getProviderDetails();
        requireSafe(details.getAuthorizationUri(), scheme);
        requireSafe(details.getTokenUri(), scheme);
        requireSafe(details.getJwkSetUri(), scheme);
        // This one may be missing: the ID token tells enough.
        String userInfo = details.getUserInfoEndpoint().getUri();
        requireSafe(userInfo == null ? scheme : userInfo, scheme);
    }

    private static void requireSafe(@Nullable String uri, String scheme) {
        if (uri == null || !uri.startsWith(scheme)) {
            throw new DiscoveryException("an endpoint is missing, or without TLS");
        }
    }
}
