package dev.ostiary.core.access;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.EnvironmentId;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyDigest;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.random.Randomness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Entries of all sorts, the same for the same seed but for their identifiers and digests.
final class Entries {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Randomness randomness = new Randomness();
    private final Random random;
    private final List<KeyTerms> terms;

    Entries(long seed) {
        random = new Random(seed);
        OrganizationId acme = OrganizationId.create(randomness, NOW);
        OrganizationId globex = OrganizationId.create(randomness, NOW);
        RouteId one = RouteId.create(randomness, NOW);
        RouteId other = RouteId.create(randomness, NOW);
        terms = List.of(
                new KeyTerms(acme, new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE),
                new KeyTerms(globex, new KeyBinding.WholeOrganization(), Labels.NONE, KeyRestrictions.NONE),
                new KeyTerms(
                        acme,
                        new KeyBinding.AgentInEnvironment(
                                AgentId.create(randomness, NOW), EnvironmentId.create(randomness, NOW)),
                        Labels.of(Map.of("team", "payments")),
                        KeyRestrictions.NONE),
                new KeyTerms(
                        globex,
                        new KeyBinding.OwnRoutes(Set.of(one, other)),
                        Labels.NONE,
                        Restricted.scopes("GET /v1/**")));
    }

    KeyId id() {
        return KeyId.create(randomness, NOW);
    }

    KeyDigest digest() {
        return KeyDigest.of(randomness.bytes(KeyDigest.LENGTH));
    }

    String publicId() {
        return KeyFormat.generatePublicId(randomness);
    }

    /// A live key of plain make.
    KeyEntry plain() {
        return new KeyEntry(digest(), id(), publicId(), "name", terms.getFirst(), false, false, KeyEntry.NEVER);
    }

    /// A key of any make: names of every length, texts that cannot be packed now and then.
    KeyEntry any() {
        return any(id(), digest());
    }

    KeyEntry any(KeyId id, KeyDigest digest) {
        return new KeyEntry(
                digest,
                id,
                random.nextInt(20) == 0 ? "foreign-" + random.nextLong() : publicId(),
                name(),
                terms.get(random.nextInt(terms.size())),
                random.nextBoolean(),
                random.nextBoolean(),
                expiry());
    }

    private String name() {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> "Zürich 100% 💡".repeat(random.nextInt(30));
            default -> "name ".repeat(1 + random.nextInt(4)) + random.nextInt(1000);
        };
    }

    private long expiry() {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MAX_VALUE - 1;
            case 3, 4, 5 -> KeyEntry.NEVER;
            default -> NOW.toEpochMilli() + random.nextInt();
        };
    }

    /// The same key with another digest.
    static KeyEntry under(KeyDigest digest, KeyEntry entry) {
        return new KeyEntry(
                digest,
                entry.id(),
                entry.publicId(),
                entry.name(),
                entry.terms(),
                entry.isRevoked(),
                entry.isDisabled(),
                entry.expiresAtMillis());
    }

    /// The same key with another public id.
    static KeyEntry called(String publicId, KeyEntry entry) {
        return new KeyEntry(
                entry.digest(),
                entry.id(),
                publicId,
                entry.name(),
                entry.terms(),
                entry.isRevoked(),
                entry.isDisabled(),
                entry.expiresAtMillis());
    }

    /// The same key with another name, state and expiry.
    static KeyEntry changed(KeyEntry entry, String name, boolean isRevoked, boolean isDisabled, long expiresAtMillis) {
        return new KeyEntry(
                entry.digest(),
                entry.id(),
                entry.publicId(),
                name,
                entry.terms(),
                isRevoked,
                isDisabled,
                expiresAtMillis);
    }
}
