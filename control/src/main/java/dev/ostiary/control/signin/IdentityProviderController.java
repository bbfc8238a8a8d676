package dev.ostiary.control.signin;

import dev.ostiary.control.oidc.OidcSignIn;
import dev.ostiary.control.oidc.ProviderFailure;
import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.openapi.Versioned;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.control.rest.ListOf;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.IdentityProviderId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.identity.IdentityProviders;
import dev.ostiary.core.identity.ProviderSettings;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.organization.OrganizationStore;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/identity-providers")
@Tag(
        name = "identity-providers",
        description = "Servers that sign people in for us, by OpenID Connect. For operators of the installation.")
final class IdentityProviderController {
    private final IdentityProviders providers;
    private final OrganizationStore organizations;
    private final OidcSignIn oidc;
    private final PublicAddress address;
    private final RequestIds requestIds;

    IdentityProviderController(
            Store store, SignInOperations signIn, OidcSignIn oidc, PublicAddress address, RequestIds requestIds) {
        this.providers = signIn.identityProviders();
        this.organizations = store.organizations();
        this.oidc = oidc;
        this.address = address;
        this.requestIds = requestIds;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "createIdentityProvider",
            summary = "Add an identity provider",
            description = "Register the redirect URI `{public URL}/sign-in/oidc/callback` there.")
    @Refuses(ProblemCode.IDENTITY_PROVIDER_NAME_TAKEN)
    @Versioned
    ResponseEntity<IdentityProviderBody> create(
            @AuthenticationPrincipal Actor actor, @RequestBody IdentityProviderRequest request) {
        IdentityProvider created = providers.create(
                actor,
                settings(request),
                request.clientSecret()
                        .orElseThrow(() -> RefusedException.field(
                                "clientSecret", "give the secret that the provider shows for the client")));
        return versioned(ResponseEntity.created(URI.create("/api/v1/identity-providers/" + created.id())), created);
    }

    @GetMapping
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "listIdentityProviders", summary = "List identity providers")
    ListOf<IdentityProviderBody> list(@AuthenticationPrincipal Actor actor) {
        List<IdentityProvider> all = providers.list(actor).reversed();
        return ListOf.of(new Page<>(all, Optional.empty()), IdentityProviderBody::of);
    }

    @GetMapping("/{provider}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(operationId = "getIdentityProvider", summary = "Get an identity provider")
    @Versioned
    ResponseEntity<IdentityProviderBody> get(@AuthenticationPrincipal Actor actor, @PathVariable String provider) {
        return versioned(ResponseEntity.ok(), providers.get(actor, id(provider)));
    }

    @PutMapping("/{provider}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "replaceIdentityProvider",
            summary = "Give an identity provider other settings",
            description = "Its client secret stays when none is given.")
    @Refuses(ProblemCode.IDENTITY_PROVIDER_NAME_TAKEN)
    @Versioned
    ResponseEntity<IdentityProviderBody> replace(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String provider,
            Precondition precondition,
            @RequestBody IdentityProviderRequest request) {
        return versioned(
                ResponseEntity.ok(),
                providers.replace(actor, id(provider), settings(request), request.clientSecret(), precondition));
    }

    @DeleteMapping("/{provider}")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "deleteIdentityProvider",
            summary = "Remove an identity provider",
            description = "Accounts that came by it stay, and need another way to sign in.")
    IdentityProviderBody delete(
            @AuthenticationPrincipal Actor actor, @PathVariable String provider, Precondition precondition) {
        return IdentityProviderBody.of(providers.delete(actor, id(provider), precondition));
    }

    @PostMapping("/{provider}/test")
    @Needs(Permission.INSTALLATION_MANAGE)
    @Operation(
            operationId = "testIdentityProvider",
            summary = "Ask an identity provider for its description",
            description = "Whether the client is known there, only a sign-in shows.")
    @Refuses(ProblemCode.IDENTITY_PROVIDER_FAILED)
    IdentityProviderCheck test(
            @AuthenticationPrincipal Actor actor, @PathVariable String provider, HttpServletRequest exchange) {
        IdentityProvider known = providers.get(actor, id(provider));
        String redirectUri = address.origin(exchange) + OidcController.CALLBACK;
        try {
            ClientRegistration registration = oidc.test(known, redirectUri);
            return new IdentityProviderCheck(
                    known.settings().issuer().toString(),
                    Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()),
                    registration.getProviderDetails().getTokenUri(),
                    redirectUri);
        } catch (RuntimeException failure) {
            throw ProviderFailure.of(failure, provider, requestIds.of(exchange));
        }
    }

    private ProviderSettings settings(IdentityProviderRequest request) {
        return new ProviderSettings(
                request.name(),
                request.issuer(),
                request.clientId(),
                request.domains().orElse(List.of()),
                request.linksAccounts().orElse(false),
                request.organization()
                        .map(reference -> membership(reference, request.role().orElseThrow())));
    }

    private ProviderSettings.Membership membership(String reference, Role role) {
        return OrganizationId.parse(reference)
                .flatMap(organizations::find)
                .or(() -> Slug.parse(reference).flatMap(organizations::findBySlug))
                .map(Organization::id)
                .map(organization -> new ProviderSettings.Membership(organization, role))
                .orElseThrow(() -> RefusedException.field("organization", "there is no such organization"));
    }

    private static ResponseEntity<IdentityProviderBody> versioned(
            ResponseEntity.BodyBuilder answer, IdentityProvider provider) {
        return answer.eTag(provider.version().value()).body(IdentityProviderBody.of(provider));
    }

    private static IdentityProviderId id(String text) {
        return IdentityProviderId.parse(text).orElseThrow(RefusedException::notFound);
    }
}
