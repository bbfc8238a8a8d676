package dev.ostiary.control.openapi;

import dev.ostiary.core.audit.AuditAction;
import dev.ostiary.core.audit.AuditFilter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.method.HandlerMethod;

/// How audit events are searched for.
final class AuditParameters {
    static final List<String> NAMES = List.of("actor", "action", "subject", "from", "to", "text");

    private AuditParameters() {}

    static boolean areIn(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == AuditFilter.class);
    }

    static void addTo(Operation operation) {
        NAMES.forEach(name ->
                operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + component(name))));
    }

    static void addTo(Components components) {
        Schema<Object> actions = ValueSchemas.text();
        actions.setEnum(Arrays.stream(AuditAction.values())
                .<Object>map(AuditAction::text)
                .toList());
        add(components, "actor", "Only what was done by this actor, by id or by name.", ValueSchemas.text());
        add(components, "action", "Only this action.", actions);
        add(components, "subject", "Only what was done to this thing, by id or by name.", ValueSchemas.text());
        add(components, "from", "Only what was done at that time or later.", time());
        add(components, "to", "Only what was done before that time.", time());
        add(
                components,
                "text",
                "Only events with this text in actor, action, subject, source, or a value before or after.",
                ValueSchemas.text());
    }

    private static void add(Components components, String name, String description, Schema<Object> schema) {
        components.addParameters(
                component(name),
                new Parameter().in("query").name(name).description(description).schema(schema));
    }

    private static Schema<Object> time() {
        Schema<Object> schema = ValueSchemas.text();
        schema.setFormat("date-time");
        return schema;
    }

    /// Apart from the parameters of other searches.
    private static String component(String name) {
        return "audit-" + name;
    }
}
