package dev.ostiary.core.agent;

import dev.ostiary.core.access.CorsPolicy;
import java.util.List;
import java.util.Optional;

/// What shall change of the settings of an agent in an environment; what is empty stays.
///
/// @param upstreams none in the list for the agent's own
public record SettingsEdit(
        Optional<List<UpstreamUrl>> upstreams,
        Optional<Boolean> keySecurity,
        Optional<NewCors> cors,
        Optional<RouteTimeouts> timeouts,
        Optional<UpstreamHeaders> headers,
        Optional<MessagesPath> messages) {
    /// Nothing.
    public static final SettingsEdit NONE =
            new SettingsEdit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// What shall change, but for where it takes messages.
    public SettingsEdit(
            Optional<List<UpstreamUrl>> upstreams,
            Optional<Boolean> keySecurity,
            Optional<NewCors> cors,
            Optional<RouteTimeouts> timeouts,
            Optional<UpstreamHeaders> headers) {
        this(upstreams, keySecurity, cors, timeouts, headers, Optional.empty());
    }

    /// From which pages browsers shall be able to call; empty for none but the agent's own leave.
    public record NewCors(Optional<CorsPolicy> policy) {}

    /// The switch only.
    public static SettingsEdit keySecurity(boolean isOn) {
        return new SettingsEdit(
                Optional.empty(), Optional.of(isOn), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The address only.
    public static SettingsEdit upstream(UpstreamUrl address) {
        return new SettingsEdit(
                Optional.of(List.of(address)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    DeploymentSettings applyTo(DeploymentSettings settings) {
        return new DeploymentSettings(
                upstreams.orElse(settings.upstreams()),
                keySecurity.orElse(settings.keySecurity()),
                cors.map(NewCors::policy).orElse(settings.cors()),
                timeouts.orElse(settings.timeouts()),
                headers.orElse(settings.headers()),
                messages.orElse(settings.messages()));
    }
}
