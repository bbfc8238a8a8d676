package dev.ostiary.core.identity;

import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.id.DisplayName;
import java.util.Optional;

/// Whom an identity provider vouches for.
///
/// @param subject what it calls the person
/// @param email the person's address, if it told one that is an address
/// @param isEmailVerified whether it says that the address is the person's
/// @param name what the person is called
public record ProvenIdentity(
        String subject, Optional<EmailAddress> email, boolean isEmailVerified, Optional<DisplayName> name) {}
