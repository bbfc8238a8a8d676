package dev.ostiary.control.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses whoever takes no JSON before anything is done: a key that is made for somebody who cannot read the answer
/// would be lost, and nobody told.
final class AcceptGate implements HandlerInterceptor {
    private static final String API = "/api/v1/";

    private final HeaderContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod method
                && request.getRequestURI().startsWith(API)
                && method.getMethod().getReturnType() != void.class
                && accepted.resolveMediaTypes(new ServletWebRequest(request)).stream()
                        .noneMatch(AcceptGate::takesJson)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    private static boolean takesJson(MediaType type) {
        return type.getQualityValue() > 0 && type.includes(MediaType.APPLICATION_JSON);
    }
}
