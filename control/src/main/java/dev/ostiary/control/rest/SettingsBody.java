package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.agent.DeploymentSettings;
import dev.ostiary.core.agent.UpstreamUrl;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Schema(name = "DeploymentSettings", description = "How an agent is deployed to an environment.")
public record SettingsBody(
        @Schema(description = "Where requests go.", example = "[\"http://127.0.0.1:9000\"]")
        List<String> upstreams,

        @Schema(description = "Whether callers need an API key.", example = "true")
        boolean keySecurity,

        @Schema(description = "From which pages browsers may call; absent when only the agent's own leave counts.")
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<CorsBody> cors,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TimeoutsBody> timeouts,

        @Schema(
                description = "What requests get on their way to the upstream; no secrets.",
                example = "{\"x-team\":\"payments\"}")
        Map<String, String> headers,

        @Schema(description = "Where the agent takes messages of chats.", example = "/messages")
        String messagesPath) {
    static SettingsBody of(DeploymentSettings settings) {
        return new SettingsBody(
                settings.upstreams().stream().map(UpstreamUrl::toString).toList(),
                settings.keySecurity(),
                settings.cors().map(CorsBody::of),
                TimeoutsBody.of(settings.timeouts()),
                settings.headers().values(),
                settings.messages().value());
    }
}
