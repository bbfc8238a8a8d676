package dev.ostiary.gateway;

import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps denials for a test to look at.
final class RecordingDenials implements DenialLog {
    final List<Denial> written = new CopyOnWriteArrayList<>();

    @Override
    public void append(List<Denial> denials) {
        written.addAll(denials);
    }

    @Override
    public Optional<Denial> find(OrganizationId organization, String requestId) {
        return written.stream()
                .filter(denial -> denial.organization().equals(organization)
                        && denial.requestId().equals(requestId))
                .findFirst();
    }

    @Override
    public Page<Denial> list(OrganizationId organization, KeyId key, PageRequest page) {
        throw new UnsupportedOperationException("a gateway reads no denials");
    }

    @Override
    public void forgetBefore(Instant instant) {
        written.removeIf(denial -> denial.at().isBefore(instant));
    }
}
