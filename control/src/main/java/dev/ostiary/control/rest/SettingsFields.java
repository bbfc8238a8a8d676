package dev.ostiary.control.rest;

import dev.ostiary.control.json.FieldType;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.agent.MessagesPath;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.SettingsEdit;
import dev.ostiary.core.agent.UpstreamHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What the fields of deployment settings may hold, which stand in several bodies. Null is as before anybody set
/// anything, but for the switch, whose null leaves it.
final class SettingsFields {
    static final String UPSTREAMS = "Where requests go; several share them. None, or null, for the agent's own.";
    static final String KEY_SECURITY = "Whether callers need an API key. Only API agents have the switch.";
    static final String CORS = "From which pages browsers may call; null for none but the agent's own leave.";
    static final String TIMEOUTS = "How long upstreams get; null for as the gateway is set.";
    static final String HEADERS =
            "What requests get on their way to the upstream, in the place of headers of the same name that the client"
                    + " sent. No secrets: who may see the deployment sees them. Null for none.";
    static final String MESSAGES =
            "Where the agent takes messages of chats, below its upstream's own path; null for /messages.";
    static final String VERSION =
            "The version of the settings that is meant: refused when somebody has edited them since.";

    private static final FieldType<UpstreamHeaders> HEADERS_TYPE =
            new FieldType<>(SettingsFields::headers, UpstreamHeaders.REMEDY);

    private static final FieldType<MessagesPath> MESSAGES_TYPE =
            FieldType.text(MessagesPath::parse, MessagesPath.REMEDY);

    private SettingsFields() {}

    static SettingsEdit read(JsonFields fields) {
        return new SettingsEdit(
                orNull(fields, "upstreams", fields.optional("upstreams", RouteFields.UPSTREAMS), List.of()),
                fields.optional("keySecurity", Fields.FLAG),
                orNull(
                        fields,
                        "cors",
                        fields.optional("cors", RouteFields.CORS)
                                .map(cors -> new SettingsEdit.NewCors(Optional.of(cors))),
                        new SettingsEdit.NewCors(Optional.empty())),
                orNull(fields, "timeouts", fields.optional("timeouts", RouteFields.TIMEOUTS), RouteTimeouts.DEFAULT),
                orNull(fields, "headers", fields.optional("headers", HEADERS_TYPE), UpstreamHeaders.NONE),
                orNull(fields, "messagesPath", fields.optional("messagesPath", MESSAGES_TYPE), MessagesPath.DEFAULT));
    }

    private static <T> Optional<T> orNull(JsonFields fields, String field, Optional<T> given, T none) {
        return fields.isNull(field) ? Optional.of(none) : given;
    }

    private static Optional<UpstreamHeaders> headers(JsonNode node) {
        if (!node.isObject() || !node.valueStream().allMatch(JsonNode::isString)) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        node.propertyStream()
                .forEach(header -> values.put(header.getKey(), header.getValue().stringValue()));
        try {
            return Optional.of(new UpstreamHeaders(values));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }
}
