package dev.ostiary.control.signin;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "IdentityProviderCheck", description = "What an identity provider says of itself.")
record IdentityProviderCheck(
        @Schema(description = "Its issuer.", example = "https://id.example.com")
        String issuer,

        @Schema(description = "Where browsers are sent.", example = "https://id.example.com/authorize")
        String authorizationEndpoint,

        @Schema(description = "Where codes are exchanged.", example = "https://id.example.com/token")
        String tokenEndpoint,

        @Schema(description = "What to register there.", example = "https://ostiary.example.com/sign-in/oidc/callback")
        String redirectUri) {}
