package dev.ostiary.core.denial;

import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps denials for a while. Not the audit trail: a flood of refused requests must not be able to fill it, so
/// nodes write a bounded number of them and old ones are forgotten.
public interface DenialLog {
    /// Writes down denials, of any organizations.
    void append(List<Denial> denials);

    /// The organization's denial of that request.
    Optional<Denial> find(OrganizationId organization, String requestId);

    /// The denials of requests with that key of the organization, newest first.
    Page<Denial> list(OrganizationId organization, KeyId key, PageRequest page);

    /// Forgets the denials of every organization before that instant.
    void forgetBefore(Instant instant);
}
