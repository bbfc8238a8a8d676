package dev.ostiary.control.problem;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// The one place where an exception becomes an answer. Told apart by type alone; no exception's text is ever read.
final class Refusals {
    private Refusals() {}

    /// What to answer; whatever is not foreseen is a bug of ours.
    static Refusal of(Throwable failure) {
        return switch (failure) {
            case RefusedException refused -> new Refusal(refused.code(), refused.fields(), headers(refused));
            case StoreException _ -> Refusal.of(ProblemCode.STORE_UNAVAILABLE);
            case HttpRequestMethodNotSupportedException refused ->
                Refusal.of(ProblemCode.METHOD_NOT_ALLOWED).withHeader("Allow", allowed(refused));
            case HttpMediaTypeNotSupportedException _ -> Refusal.of(ProblemCode.REQUEST_MEDIA_TYPE);
            case HttpMediaTypeNotAcceptableException _ -> Refusal.of(ProblemCode.REQUEST_NOT_ACCEPTABLE);
            case NoHandlerFoundException _ -> Refusal.of(ProblemCode.RESOURCE_NOT_FOUND);
            case NoResourceFoundException _ -> Refusal.of(ProblemCode.RESOURCE_NOT_FOUND);
            case HttpMessageNotReadableException _ -> Refusal.of(ProblemCode.REQUEST_MALFORMED);
            case RequestRejectedException _ -> Refusal.of(ProblemCode.REQUEST_MALFORMED);
            case InvalidParameterException _ -> Refusal.of(ProblemCode.REQUEST_MALFORMED);
            default -> Refusal.of(ProblemCode.GATEWAY_FAILED);
        };
    }

    private static Map<String, String> headers(RefusedException refused) {
        return refused.retryAfter()
                .map(wait -> Map.of(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))))
                .orElse(Map.of());
    }

    /// What to answer when the server itself gave up on a request, of which nothing but the status is known.
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 404 -> ProblemCode.RESOURCE_NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 408 -> ProblemCode.REQUEST_TIMEOUT;
            case 413 -> ProblemCode.REQUEST_TOO_LARGE;
            case 414 -> ProblemCode.REQUEST_URI_TOO_LONG;
            case 415 -> ProblemCode.REQUEST_MEDIA_TYPE;
            case 417 -> ProblemCode.EXPECTATION_FAILED;
            case 431 -> ProblemCode.REQUEST_HEADERS_TOO_LARGE;
            case 501 -> ProblemCode.METHOD_UNSUPPORTED;
            case 503 -> ProblemCode.GATEWAY_NOT_READY;
            case 505 -> ProblemCode.HTTP_VERSION;
            default -> status < 500 ? ProblemCode.REQUEST_MALFORMED : ProblemCode.GATEWAY_FAILED;
        };
    }

    private static String allowed(HttpRequestMethodNotSupportedException refused) {
        Set<HttpMethod> methods = refused.getSupportedHttpMethods();
        Set<String> names = new TreeSet<>();
        for (HttpMethod method : methods == null ? List.<HttpMethod>of() : List.copyOf(methods)) {
            names.add(method.name());
        }
        return String.join(", ", names);
    }
}
