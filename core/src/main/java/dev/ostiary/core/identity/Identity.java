package dev.ostiary.core.identity;

import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.id.IdentityProviderId;
import java.time.Instant;

/// Who an account is at an identity provider.
///
/// @param subject what the provider calls the person; never given to anybody else there (OpenID Connect Core, section
/// 2)
public record Identity(IdentityProviderId provider, String subject, AccountId account, Instant createdAt) {}
