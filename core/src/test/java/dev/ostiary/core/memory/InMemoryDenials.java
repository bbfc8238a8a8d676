package dev.ostiary.core.memory;

import dev.ostiary.core.denial.Denial;
import dev.ostiary.core.denial.DenialLog;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class InMemoryDenials implements DenialLog {
    private final InMemoryTransactions rows;

    InMemoryDenials(InMemoryTransactions rows) {
        this.rows = rows;
    }

    @Override
    public void append(List<Denial> denials) {
        rows.write(contents -> denials.forEach(
                denial -> contents.denials().putIfAbsent(key(denial.organization(), denial.requestId()), denial)));
    }

    @Override
    public Optional<Denial> find(OrganizationId organization, String requestId) {
        return rows.read(contents -> Optional.ofNullable(contents.denials().get(key(organization, requestId))));
    }

    @Override
    public Page<Denial> list(OrganizationId organization, KeyId key, PageRequest page) {
        String before = page.cursor().orElse("~");
        return rows.read(contents -> Page.of(
                contents.denials().values().stream()
                        .filter(denial -> denial.organization().equals(organization)
                                && denial.key().equals(Optional.of(key))
                                && denial.requestId().compareTo(before) < 0)
                        .sorted(Comparator.comparing(Denial::requestId).reversed())
                        .limit(page.limit() + 1L)
                        .toList(),
                page,
                Denial::requestId));
    }

    @Override
    public void forgetBefore(Instant instant) {
        rows.write(contents ->
                contents.denials().values().removeIf(denial -> denial.at().isBefore(instant)));
    }

    private static String key(OrganizationId organization, String requestId) {
        return organization + " " + requestId;
    }
}
