package dev.ostiary.control.signin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "SignInWays", description = "By what one can sign in here besides a password.")
record SignInWays(
        @Schema(description = "Whether passkeys work at this address.")
        boolean passkeys,

        @Schema(description = "The identity providers.") List<Provider> identityProviders) {
    @Schema(name = "SignInProvider")
    record Provider(
            @Schema(description = "What people call it.", example = "Acme")
            String name,

            @Schema(
                    description = "Where a browser begins; `?next=` names the page to show afterwards.",
                    example = "/sign-in/oidc/idp_01kj3x5v9rn2c8q4w6t0ya7mze")
            String path) {}
}
