package dev.ostiary.control.security;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Hands controllers the session of the request. What asks for one is for people: a management key is refused there.
public final class SignedInArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public SignedIn resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication known) {
            return known.signedIn().orElseThrow(() -> new RefusedException(ProblemCode.SESSION_REQUIRED));
        }
        throw new RefusedException(ProblemCode.SESSION_REQUIRED);
    }
}
