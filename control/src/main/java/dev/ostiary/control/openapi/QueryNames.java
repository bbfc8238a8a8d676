package dev.ostiary.control.openapi;

import dev.ostiary.core.page.PageRequest;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/// The parameters of the query that an operation takes, as its method says; the document names the same.
public final class QueryNames {
    private static final List<String> PAGING = List.of("limit", "cursor");

    private QueryNames() {}

    /// Their names, sorted.
    public static Set<String> of(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == PageRequest.class) {
                names.addAll(PAGING);
            }
            RequestParam single = parameter.getParameterAnnotation(RequestParam.class);
            if (single != null && !Map.class.isAssignableFrom(parameter.getParameterType())) {
                names.add(Optional.of(single.name())
                        .filter(name -> !name.isEmpty())
                        .orElseGet(() -> parameter.getParameter().getName()));
            }
        }
        if (NameParameters.areIn(method)) {
            names.addAll(PAGING);
            names.addAll(NameParameters.NAMES);
        }
        if (AuditParameters.areIn(method)) {
            names.addAll(AuditParameters.NAMES);
        }
        AnnotatedElementUtils.getMergedRepeatableAnnotations(method.getMethod(), Parameter.class).stream()
                .filter(parameter -> parameter.in() == ParameterIn.QUERY)
                .forEach(parameter -> names.add(parameter.name()));
        return names;
    }
}
