package dev.ostiary.control.oidc;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.IdentityProviderId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/// A sign-in that a browser has gone to an identity provider for. Kept as lines of text.
///
/// @param browser the hash of what the browser was given, by which it is known when it comes back
/// @param nonce what the ID token must have the hash of
/// @param verifier what is shown with the code (PKCE, RFC 7636)
/// @param redirectUri where the browser comes back to
/// @param next the page to show afterwards
public record PendingSignIn(
        IdentityProviderId provider,
        LinkToken.Hash browser,
        String nonce,
        String verifier,
        String redirectUri,
        String next) {
    private static final int LINES = 6;

    /// What to remember of a request that a browser is sent away with.
    public static PendingSignIn of(
            IdentityProviderId provider, LinkToken.Hash browser, OAuth2AuthorizationRequest request, String next) {
        return new PendingSignIn(
                provider,
                browser,
                attribute(request, OidcParameterNames.NONCE),
                attribute(request, PkceParameterNames.CODE_VERIFIER),
                String.valueOf(request.getRedirectUri()),
                next);
    }

    private static String attribute(OAuth2AuthorizationRequest request, String name) {
        String value = request.getAttribute(name);
        if (value == null) {
            throw new IllegalStateException("an authorization request without " + name);
        }
        return value;
    }

    /// As it is kept.
    public String text() {
        return String.join("\n", provider.value(), browser.hex(), nonce, verifier, redirectUri, next);
    }

    /// Reads what [#text()] wrote.
    public static PendingSignIn parse(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() != LINES) {
            throw new IllegalStateException("a stored value that this program cannot read");
        }
        return new PendingSignIn(
                new IdentityProviderId(lines.get(0)),
                new LinkToken.Hash(lines.get(1)),
                lines.get(2),
                lines.get(3),
                lines.get(4),
                lines.get(5));
    }

    /// Whether it is that browser which comes back.
    public boolean isOf(Optional<String> token) {
        return token.map(LinkToken.Hash::of).filter(browser::equals).isPresent();
    }

    /// The request as it was made.
    OAuth2AuthorizationRequest request(ClientRegistration registration, String state) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(redirectUri)
                .scopes(registration.getScopes())
                .state(state)
                .attributes(Map.of(
                        OidcParameterNames.NONCE,
                        nonce,
                        PkceParameterNames.CODE_VERIFIER,
                        verifier,
                        OAuth2ParameterNames.REGISTRATION_ID,
                        registration.getRegistrationId()))
                .build();
    }
}
