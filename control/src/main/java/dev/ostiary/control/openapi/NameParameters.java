package dev.ostiary.control.openapi;

import dev.ostiary.core.page.NamedListing;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.method.HandlerMethod;

/// How things with names are searched for and sorted.
final class NameParameters {
    static final List<String> NAMES = List.of("search", "sort");

    private NameParameters() {}

    static boolean areIn(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == NamedListing.class);
    }

    static void addTo(Operation operation) {
        NAMES.forEach(name ->
                operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + component(name))));
    }

    static void addTo(Components components) {
        add(
                components,
                "search",
                "Only those in whose name words begin so, all of them; or words of the short name, the address to sign in "
                        + "with, the hosts or the path, where there are such.",
                ValueSchemas.text());
        Schema<Object> order = ValueSchemas.words("newest", "oldest", "name", "name_descending");
        order.setDefault("newest");
        add(components, "sort", "The order; by name, a cursor whose thing is gone is the end.", order);
    }

    private static void add(Components components, String name, String description, Schema<Object> schema) {
        components.addParameters(
                component(name),
                new Parameter().in("query").name(name).description(description).schema(schema));
    }

    /// Apart from the parameters of other searches.
    private static String component(String name) {
        return "name-" + name;
    }
}
