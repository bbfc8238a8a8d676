package dev.ostiary.control.oidc;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.ProvenIdentity;
import dev.ostiary.core.vault.SecretCipher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// The authorization code flow with PKCE, state and nonce (OpenID Connect Core, section 3.1): Spring Security's parts,
/// asked one by one, since accounts, sessions and what lies between the two requests are ours.
public final class OidcSignIn {
    private final Registrations registrations;
    private final OidcAuthorizationCodeAuthenticationProvider protocol;

    public OidcSignIn(SecretCipher cipher, Clock clock) {
        OidcHttp http = new OidcHttp();
        this.registrations = new Registrations(http, cipher, clock);
        this.protocol = protocol(http, clock);
    }

    private static OidcAuthorizationCodeAuthenticationProvider protocol(OidcHttp http, Clock clock) {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(http.client()
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
        userInfo.setRestOperations(http.template());
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(userInfo);
        OidcAuthorizationCodeAuthenticationProvider protocol =
                new OidcAuthorizationCodeAuthenticationProvider(tokens, users);
        protocol.setJwtDecoderFactory(new IdTokens(http, clock));
        return protocol;
    }

    /// Asks a provider for its description anew.
    ///
    /// @throws DiscoveryException when it cannot be had
    public ClientRegistration test(IdentityProvider provider, String redirectUri) {
        return registrations.refresh(provider, redirectUri);
    }

    /// Where to send a browser to.
    ///
    /// @param state by which the answer is known
    public OAuth2AuthorizationRequest begin(
            IdentityProvider provider, String redirectUri, String state, HttpServletRequest exchange) {
        ClientRegistration registration = registrations.of(provider, redirectUri);
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(_ -> registration);
        requests.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce().andThen(request -> request.state(state)));
        OAuth2AuthorizationRequest request = requests.resolve(exchange, registration.getRegistrationId());
        if (request == null) {
            throw new IllegalStateException("no authorization request for a known registration");
        }
        return request;
    }

    /// Whom the provider vouches for, once its code is exchanged for an ID token and that is checked.
    ///
    /// @throws RuntimeException whatever went wrong, see [ProviderFailure]
    public ProvenIdentity finish(IdentityProvider provider, PendingSignIn pending, String state, String code) {
        ClientRegistration registration = registrations.of(provider, pending.redirectUri());
        Authentication done = protocol.authenticate(new OAuth2LoginAuthenticationToken(
                registration,
                new OAuth2AuthorizationExchange(
                        pending.request(registration, state),
                        OAuth2AuthorizationResponse.success(code)
                                .redirectUri(pending.redirectUri())
                                .state(state)
                                .build())));
        if (done == null || !(done.getPrincipal() instanceof OidcUser user)) {
            throw new IllegalStateException("a sign-in with the scope openid ends in an ID token");
        }
        return new ProvenIdentity(
                Objects.requireNonNull(user.getSubject()),
                Optional.ofNullable(user.getEmail()).flatMap(EmailAddress::parse),
                Boolean.TRUE.equals(user.getEmailVerified()),
                Optional.ofNullable(user.getFullName()).flatMap(DisplayName::parse));
    }
}
