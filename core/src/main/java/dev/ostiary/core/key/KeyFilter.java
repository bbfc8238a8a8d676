package dev.ostiary.core.key;

import dev.ostiary.core.id.AgentId;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.EnvironmentId;
import java.time.Instant;
import java.util.Optional;

/// Which keys a listing is of; an empty criterion takes all, and a key must meet every other.
///
/// @param bound to what sort of thing they are bound
/// @param labels all of which they bear
/// @param creator who made them, as they were called then
/// @param unusedSince keys made before that instant and not let in at that instant or after it
public record KeyFilter(
        Optional<AgentId> agent,
        Optional<EnvironmentId> environment,
        Optional<Bound> bound,
        Optional<StatusAt> status,
        Labels labels,
        Optional<DisplayName> creator,
        Optional<KeySearch> search,
        Optional<Expiring> expiring,
        Optional<Instant> unusedSince) {
    /// What sort of thing a key is bound to.
    public enum Bound {
        ORGANIZATION,
        AGENT,
        ROUTES;

        /// The sort of that binding.
        public static Bound of(KeyBinding binding) {
            return switch (binding) {
                case KeyBinding.WholeOrganization _ -> ORGANIZATION;
                case KeyBinding.AgentInEnvironment _ -> AGENT;
                case KeyBinding.OwnRoutes _ -> ROUTES;
            };
        }
    }

    /// Where a key stands at an instant.
    public record StatusAt(KeyStatus status, Instant now) {}

    /// Keys that are not revoked and end after the one instant, at the other or before it.
    public record Expiring(Instant after, Instant until) {}

    /// A filter of what keys are bound to.
    public KeyFilter(Optional<AgentId> agent, Optional<EnvironmentId> environment) {
        this(
                agent,
                environment,
                Optional.empty(),
                Optional.empty(),
                Labels.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Every key that is not deleted.
    public static KeyFilter all() {
        return new KeyFilter(Optional.empty(), Optional.empty());
    }

    /// Whether a key that is not deleted meets every criterion but the last, which its record does not tell.
    public boolean takes(ApiKey key) {
        return isBoundAsAsked(key.binding())
                && status.filter(asked -> key.status(asked.now()) != asked.status())
                        .isEmpty()
                && key.labels().match(labels)
                && creator.filter(by -> !key.created().by().equals(by.value())).isEmpty()
                && search.filter(asked -> !asked.finds(key)).isEmpty()
                && expiring.filter(asked -> !isExpiring(key, asked)).isEmpty();
    }

    private boolean isBoundAsAsked(KeyBinding binding) {
        boolean isOfAgent = agent.isEmpty() && environment.isEmpty()
                || binding instanceof KeyBinding.AgentInEnvironment to
                        && agent.orElse(to.agent()).equals(to.agent())
                        && environment.orElse(to.environment()).equals(to.environment());
        return isOfAgent && bound.orElse(Bound.of(binding)) == Bound.of(binding);
    }

    private static boolean isExpiring(ApiKey key, Expiring asked) {
        return key.revokedAt().isEmpty()
                && key.expiresAt()
                        .filter(end -> end.isAfter(asked.after()) && !end.isAfter(asked.until()))
                        .isPresent();
    }
}
