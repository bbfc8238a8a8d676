package dev.ostiary.control.signin;

import dev.ostiary.control.openapi.OpenToAll;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.passkey.RelyingParty;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.core.identity.IdentityProviderStore;
import dev.ostiary.core.store.Store;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sign-in")
@Tag(name = "session")
final class SignInWaysController {
    private final IdentityProviderStore providers;
    private final PublicAddress address;

    SignInWaysController(Store store, PublicAddress address) {
        this.providers = store.signIn().identityProviders();
        this.address = address;
    }

    @GetMapping
    @OpenToAll
    @Operation(operationId = "listSignInWays", summary = "Tell by what one can sign in")
    @Refuses({})
    SignInWays get(HttpServletRequest exchange) {
        return new SignInWays(
                RelyingParty.of(address.origin(exchange)).isPresent(),
                providers.list().stream()
                        .map(provider -> new SignInWays.Provider(
                                provider.settings().name().value(), OidcController.START + provider.id()))
                        .toList());
    }
}
