package dev.ostiary.control.openapi;

import static java.util.Map.entry;

import dev.ostiary.control.idempotency.IdempotentOperations;
import dev.ostiary.core.page.NamedListing;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/// Adds to each operation what all of its sort have: the parameters of paging, the problems, and the headers of
/// answers.
final class OperationDetails implements GlobalOperationCustomizer {
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            entry("org", "The organization, by slug or by id."),
            entry("plan", "The plan, by slug or by id."),
            entry("project", "The project, by slug or by id."),
            entry("agent", "The agent, by slug or by id."),
            entry("environment", "The environment, by slug or by id."),
            entry("deployment", "The id of the deployment."),
            entry("route", "The id of the route."),
            entry("policy", "The id of the policy."),
            entry("providerKey", "The id of the provider key."),
            entry("generation", "The number of the generation."),
            entry("key", "The id of the key."),
            entry("request", "The id of the request."),
            entry("member", "The id of the member's account."),
            entry("invitation", "The id of the invitation."),
            entry("managementKey", "The id of the management key."),
            entry("account", "The id of the account."),
            entry("session", "The id of the session."),
            entry("passkey", "The id of the passkey."),
            entry("provider", "The id of the identity provider."));

    private static final Map<String, String> PARAMETER_EXAMPLES = Map.ofEntries(
            entry("org", "acme"),
            entry("plan", "pro"),
            entry("project", "backend"),
            entry("agent", "support-bot"),
            entry("environment", "production"),
            entry("deployment", "dep_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("route", "rte_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("policy", "pol_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("providerKey", "pvk_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("generation", "1"),
            entry("key", "key_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("request", "req_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("member", "usr_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("invitation", "inv_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("managementKey", "mgk_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("account", "usr_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("session", "ses_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("passkey", "psk_01kj3x5v9rn2c8q4w6t0ya7mze"),
            entry("provider", "idp_01kj3x5v9rn2c8q4w6t0ya7mze"));

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (method.hasMethodAnnotation(OpenToAll.class)) {
            operation.setSecurity(List.of());
            headers(operation.getResponses());
            if (!method.hasMethodAnnotation(Refuses.class)) {
                return operation;
            }
        }
        if (method.hasMethodAnnotation(SessionOnly.class)) {
            operation.setSecurity(List.of(new SecurityRequirement().addList(ApiDocument.SESSION)));
        }
        describeParameters(operation);
        Permissions.describe(operation, method);
        if (NameParameters.areIn(method)) {
            NameParameters.addTo(operation);
        }
        if (isPaged(method)) {
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/limit"));
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/cursor"));
        }
        if (AuditParameters.areIn(method)) {
            AuditParameters.addTo(operation);
        }
        headers(operation.getResponses());
        boolean takesKey = IdempotentOperations.include(method);
        if (takesKey) {
            IdempotencyDetails.addTo(operation);
        }
        PreconditionDetails.addTo(operation, method);
        operation.setResponses(withProblems(operation, method));
        if (takesKey) {
            IdempotencyDetails.addHeadersTo(operation);
        }
        return operation;
    }

    private static void describeParameters(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        for (Parameter parameter : operation.getParameters()) {
            if (parameter.getSchema() == null && parameter.get$ref() == null) {
                parameter.setSchema(ValueSchemas.text());
            }
            String description = PARAMETERS.get(parameter.getName());
            if (description != null) {
                if (parameter.getDescription() == null) {
                    parameter.setDescription(description);
                }
                parameter.setExample(PARAMETER_EXAMPLES.get(parameter.getName()));
            }
        }
    }

    private static boolean isPaged(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .anyMatch(type -> type == PageRequest.class || type == NamedListing.class);
    }

    private static void headers(ApiResponses answers) {
        answers.forEach((status, answer) -> {
            answer.addHeaderObject(
                    ProblemResponses.REQUEST_ID,
                    new Header().$ref("#/components/headers/" + ProblemResponses.REQUEST_ID));
            if (status.equals("201")) {
                answer.addHeaderObject("Location", new Header().$ref("#/components/headers/Location"));
            }
        });
    }

    private static ApiResponses withProblems(Operation operation, HandlerMethod method) {
        Map<Integer, Set<ProblemCode>> byStatus = new TreeMap<>();
        for (ProblemCode code : problems(operation, method)) {
            byStatus.computeIfAbsent(code.status(), _ -> EnumSet.noneOf(ProblemCode.class))
                    .add(code);
        }
        ApiResponses answers = new ApiResponses();
        operation.getResponses().forEach(answers::addApiResponse);
        byStatus.forEach((status, codes) -> {
            ApiResponse answer = ProblemResponses.of(status, codes);
            answers.addApiResponse(Integer.toString(status), answer);
        });
        return answers;
    }

    private static Set<ProblemCode> problems(Operation operation, HandlerMethod method) {
        Set<ProblemCode> codes = EnumSet.of(
                ProblemCode.REQUEST_INVALID,
                ProblemCode.REQUEST_NOT_ACCEPTABLE,
                ProblemCode.GATEWAY_FAILED,
                ProblemCode.STORE_UNAVAILABLE);
        if (!method.hasMethodAnnotation(OpenToAll.class)) {
            codes.addAll(List.of(
                    ProblemCode.CREDENTIAL_AMBIGUOUS,
                    ProblemCode.CREDENTIAL_MISSING,
                    ProblemCode.CREDENTIAL_INVALID,
                    ProblemCode.SESSION_ENDED));
        }
        if (!method.hasMethodAnnotation(GetMapping.class)) {
            codes.add(ProblemCode.REQUEST_CROSS_SITE);
        }
        if (method.hasMethodAnnotation(SessionOnly.class)) {
            codes.add(ProblemCode.SESSION_REQUIRED);
        }
        boolean hasParameters = operation.getParameters() != null;
        if (hasParameters
                && operation.getParameters().stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            codes.add(ProblemCode.RESOURCE_NOT_FOUND);
        }
        if (IdempotentOperations.include(method)) {
            codes.addAll(IdempotencyDetails.PROBLEMS);
        }
        if (PreconditionDetails.areIn(method)) {
            codes.addAll(PreconditionDetails.PROBLEMS);
        }
        if (operation.getRequestBody() != null) {
            codes.addAll(List.of(
                    ProblemCode.REQUEST_MALFORMED, ProblemCode.REQUEST_TOO_LARGE, ProblemCode.REQUEST_MEDIA_TYPE));
        }
        if (Permissions.areNeeded(method)) {
            codes.add(ProblemCode.PERMISSION_DENIED);
        }
        Refuses refuses = method.getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            codes.addAll(List.of(refuses.value()));
        }
        return codes;
    }
}
