package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.access.CorsPolicy;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.SettingsEdit;
import dev.ostiary.core.agent.UpstreamHeaders;
import dev.ostiary.core.agent.UpstreamUrl;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.List;
import java.util.Optional;

@Schema(
        name = "DeploymentSettingsEdit",
        description = "What is left out stays as it is.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record SettingsEditRequest(
        @Schema(
                description = SettingsFields.UPSTREAMS,
                types = {"array", "null"})
        Optional<List<UpstreamUrl>> upstreams,

        @Schema(
                description = SettingsFields.KEY_SECURITY,
                types = {"boolean", "null"})
        Optional<Boolean> keySecurity,

        @Schema(
                description = SettingsFields.CORS,
                types = {"object", "null"})
        Optional<CorsPolicy> cors,

        @Schema(
                description = SettingsFields.TIMEOUTS,
                types = {"object", "null"})
        Optional<RouteTimeouts> timeouts,

        @Schema(
                description = SettingsFields.HEADERS,
                types = {"object", "null"})
        Optional<UpstreamHeaders> headers,

        @Schema(
                description = SettingsFields.MESSAGES,
                example = "/messages",
                types = {"string", "null"})
        Optional<MessagesPath> messagesPath,

        @Schema(
                description = SettingsFields.VERSION,
                example = "3",
                types = {"integer", "null"})
        Optional<Integer> version,

        @Schema(hidden = true) SettingsEdit edit) {
    static SettingsEditRequest read(JsonFields fields) {
        SettingsEdit edit = SettingsFields.read(fields);
        Optional<Integer> version = fields.optional("version", Fields.VERSION);
        return fields.finish(() -> of(edit, version));
    }

    static SettingsEditRequest of(SettingsEdit edit, Optional<Integer> version) {
        return new SettingsEditRequest(
                edit.upstreams(),
                edit.keySecurity(),
                edit.cors().flatMap(SettingsEdit.NewCors::policy),
                edit.timeouts(),
                edit.headers(),
                edit.messages(),
                version,
                edit);
    }
}
