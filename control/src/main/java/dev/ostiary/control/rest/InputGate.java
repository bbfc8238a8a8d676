package dev.ostiary.control.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.control.openapi.QueryNames;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses what an operation would pass over: a parameter of the query that it does not take, which may be a criterion
/// written wrong, a body where none is read, and a body in an encoding that nobody undoes.
public final class InputGate implements HandlerInterceptor {
    private static final String API = "/api/v1/";
    private static final String IDENTITY = "identity";
    private static final int MOST_NAMED = 5;

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method
                && request.getRequestURI().startsWith(API)
                && !HttpMethod.OPTIONS.matches(request.getMethod())) {
            requireKnown(request, known.computeIfAbsent(method.getMethod(), _ -> QueryNames.of(method)));
            requireBodyAsTaken(request, method);
        }
        return true;
    }

    private static void requireKnown(HttpServletRequest request, Set<String> taken) {
        String remedy = taken.isEmpty()
                ? "remove it: this operation takes no parameters of the query"
                : "remove it: the parameters here are " + String.join(", ", taken);
        List<FieldProblem> problems = names(request)
                .filter(name -> !taken.contains(name))
                .distinct()
                .limit(MOST_NAMED)
                .map(name -> new FieldProblem(JsonFields.repeatable(name), remedy))
                .toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(ProblemCode.REQUEST_INVALID, problems);
        }
    }

    /// Of the query alone: the names that a request has are those of a form in its body besides.
    private static Stream<String> names(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> !pair.isEmpty())
                        .map(pair -> decoded(pair.split("=", 2)[0]));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(ProblemCode.REQUEST_MALFORMED);
        }
    }

    private static void requireBodyAsTaken(HttpServletRequest request, HandlerMethod method) throws IOException {
        boolean takesBody = Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
        if (!takesBody && hasBody(request)) {
            throw RefusedException.field("body", "send none: this operation takes no body");
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (takesBody && encoding != null && !encoding.strip().equalsIgnoreCase(IDENTITY)) {
            throw new RefusedException(
                    ProblemCode.REQUEST_MEDIA_TYPE,
                    List.of(new FieldProblem(
                            HttpHeaders.CONTENT_ENCODING,
                            "leave it out and send the JSON as it is: no encoding of bodies is undone here")));
        }
    }

    private static boolean hasBody(HttpServletRequest request) throws IOException {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                        && request.getInputStream().read() >= 0;
    }
}
