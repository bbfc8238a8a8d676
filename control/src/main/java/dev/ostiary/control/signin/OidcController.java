package dev.ostiary.control.signin;

import dev.ostiary.control.oidc.OidcSignIn;
import dev.ostiary.control.oidc.PendingSignIn;
import dev.ostiary.control.oidc.ProviderFailure;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.control.security.HostCookie;
import dev.ostiary.control.security.RequestSources;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.IdentityProviderStore;
import dev.ostiary.core.identity.ProvenIdentity;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.Challenge;
import dev.ostiary.core.signin.Challenges;
import dev.ostiary.core.signin.OpenedSession;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The two redirects of OpenID Connect, which are a browser's and not of the API. What was begun in one browser ends in
/// that one alone, once: another's answer, or one that nobody asked for, signs nobody in.
@Hidden
@RestController
final class OidcController {
    static final String START = "/sign-in/oidc/";
    static final String CALLBACK = "/sign-in/oidc/callback";

    /// A page of ours: nothing that a browser could take for another host.
    private static final Pattern OWN_PAGE = Pattern.compile("/|(/[A-Za-z0-9_.~-]+)+/?");

    /// What browsers are known by.
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{43}");

    /// An error of the protocol (RFC 6749, section 4.1.2.1). What is none is not repeated in the log.
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private static final Logger log = LoggerFactory.getLogger(OidcController.class);

    private final IdentityProviderStore providers;
    private final SignInOperations signIn;
    private final OidcSignIn oidc;
    private final PublicAddress address;
    private final HostCookie browsers;
    private final OpenedSessions opened;
    private final RequestSources sources;
    private final RequestIds requestIds;
    private final Randomness randomness;

    OidcController(
            Store store,
            SignInOperations signIn,
            OidcSignIn oidc,
            PublicAddress address,
            OpenedSessions opened,
            RequestSources sources,
            RequestIds requestIds,
            Randomness randomness) {
        this.providers = store.signIn().identityProviders();
        this.signIn = signIn;
        this.oidc = oidc;
        this.address = address;
        this.browsers = new HostCookie(address, "ostiary-oidc", Challenges.LIFE);
        this.opened = opened;
        this.sources = sources;
        this.requestIds = requestIds;
        this.randomness = randomness;
    }

    @GetMapping(START + "{provider}")
    ResponseEntity<Void> begin(
            @PathVariable String provider,
            @RequestParam Optional<String> next,
            HttpServletRequest exchange,
            HttpServletResponse response) {
        IdentityProvider known =
                IdentityProviderId.parse(provider).flatMap(providers::find).orElseThrow(RefusedException::notFound);
        String page = next.orElse("/");
        if (!OWN_PAGE.matcher(page).matches()) {
            throw RefusedException.field("next", "give the path of a page here, such as /");
        }
        signIn.throttle().beginChallenge(sources.of(exchange).address());
        // The same for all that a browser has begun, so that two tabs do not hinder each other.
        LinkToken browser = browsers.read(exchange)
                .filter(kept -> TOKEN.matcher(kept).matches())
                .map(kept -> new LinkToken(Secret.of(kept), LinkToken.Hash.of(kept)))
                .orElseGet(() -> LinkToken.generate(randomness));
        String redirectUri = address.origin(exchange) + CALLBACK;
        // The state stands in the request, and what is kept under it has the rest of the request: so it is made first.
        LinkToken state = LinkToken.generate(randomness);
        OAuth2AuthorizationRequest request = asking(
                provider, exchange, () -> oidc.begin(known, redirectUri, ChallengeText.of(state.secret()), exchange));
        signIn.challenges()
                .issue(
                        state,
                        Challenge.Purpose.IDENTITY_PROVIDER,
                        PendingSignIn.of(known.id(), browser.hash(), request, page)
                                .text());
        browsers.write(response, browser.secret());
        return redirect(request.getAuthorizationRequestUri());
    }

    @GetMapping(CALLBACK)
    ResponseEntity<Void> finish(
            @RequestParam Optional<String> state,
            @RequestParam Optional<String> code,
            @RequestParam Optional<String> iss,
            @RequestParam Optional<String> error,
            HttpServletRequest exchange,
            HttpServletResponse response) {
        error.ifPresent(reason -> log.atInfo()
                .addKeyValue("requestId", requestIds.of(exchange))
                .addKeyValue("reason", ERROR.matcher(reason).matches() ? reason : "other")
                .log("An identity provider sent somebody back."));
        try {
            return end(state, code, iss, exchange, response);
        } catch (RefusedException refused) {
            if (!isForPerson(exchange)) {
                throw refused;
            }
            return redirect("/sign-in?problem=" + refused.code().code());
        }
    }

    /// A browser that is sent here shows whatever is answered to somebody.
    private static boolean isForPerson(HttpServletRequest exchange) {
        String accepted = exchange.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private ResponseEntity<Void> end(
            Optional<String> state,
            Optional<String> code,
            Optional<String> iss,
            HttpServletRequest exchange,
            HttpServletResponse response) {
        String given = state.orElseThrow(OidcController::refused);
        PendingSignIn pending = signIn.challenges()
                .answer(Challenge.Purpose.IDENTITY_PROVIDER, given)
                .map(PendingSignIn::parse)
                .filter(begun -> begun.isOf(browsers.read(exchange)))
                .orElseThrow(OidcController::refused);
        IdentityProvider provider = providers.find(pending.provider()).orElseThrow(OidcController::refused);
        // Which of several issuers answers, where it says so (RFC 9207).
        if (iss.filter(issuer -> !issuer.equals(provider.settings().issuer().toString()))
                .isPresent()) {
            throw refused();
        }
        String proof = code.orElseThrow(OidcController::refused);
        ProvenIdentity who =
                asking(provider.id().value(), exchange, () -> oidc.finish(provider, pending, given, proof));
        OpenedSession session = signIn.identity().signIn(provider.id(), who, sources.of(exchange));
        opened.hand(session, response);
        return redirect(pending.next());
    }

    private <T> T asking(String provider, HttpServletRequest exchange, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            throw ProviderFailure.of(failure, provider, requestIds.of(exchange));
        }
    }

    private static ResponseEntity<Void> redirect(String location) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(location))
                .build();
    }

    private static RefusedException refused() {
        return new RefusedException(ProblemCode.IDENTITY_REFUSED);
    }
}
