package dev.ostiary.control.oidc;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/// Tells what went wrong with an identity provider: it failed, or what it said is not to be believed. Why stands in the
/// log alone.
public final class ProviderFailure {
    private static final Logger log = LoggerFactory.getLogger(ProviderFailure.class);

    private static final int DEPTH = 20;

    private ProviderFailure() {}

    /// What to answer for a failure.
    public static RefusedException of(RuntimeException failure, String provider, String requestId) {
        boolean isUnreachable = isUnreachable(failure);
        log.atWarn()
                .addKeyValue("requestId", requestId)
                .addKeyValue("provider", provider)
                .addKeyValue("reason", reason(failure))
                .log(isUnreachable ? "An identity provider failed." : "An identity provider's answer was refused.");
        return new RefusedException(
                isUnreachable ? ProblemCode.IDENTITY_PROVIDER_FAILED : ProblemCode.IDENTITY_REFUSED);
    }

    /// The code of the protocol's error; the kind of failure where there is none. Never its words, which may
    /// quote what the provider sent.
    private static String reason(RuntimeException failure) {
        OAuth2Error error = switch (failure) {
            case OAuth2AuthenticationException refused -> refused.getError();
            case OAuth2AuthorizationException refused -> refused.getError();
            default -> null;
        };
        return error == null ? failure.getClass().getSimpleName() : error.getErrorCode();
    }

    private static boolean isUnreachable(RuntimeException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof IOException || cause instanceof DiscoveryException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
