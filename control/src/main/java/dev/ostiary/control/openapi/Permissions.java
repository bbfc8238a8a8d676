package dev.ostiary.control.openapi;

import dev.ostiary.core.authority.Permission;
import io.swagger.v3.oas.models.Operation;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.web.method.HandlerMethod;

/// How the description of the API says which permission an operation takes: in words, and for programs as
/// `x-permission`.
final class Permissions {
    static final String EXTENSION = "x-permission";

    private Permissions() {}

    static boolean areNeeded(HandlerMethod method) {
        Needs needs = method.getMethodAnnotation(Needs.class);
        return needs != null && needs.value().length > 0;
    }

    static void describe(Operation operation, HandlerMethod method) {
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null || needs.value().length == 0) {
            return;
        }
        String names = Arrays.stream(needs.value()).map(Permission::text).collect(Collectors.joining(" "));
        operation.addExtension(EXTENSION, names);
        String sentence = "Takes the permission `" + names + "`.";
        operation.setDescription(
                operation.getDescription() == null ? sentence : operation.getDescription() + "\n\n" + sentence);
    }
}
