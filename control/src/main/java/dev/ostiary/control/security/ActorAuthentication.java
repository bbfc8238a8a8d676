package dev.ostiary.control.security;

import dev.ostiary.core.audit.Actor;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// An actor who has shown a credential, which is not kept.
final class ActorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Actor actor;
    private final transient Optional<SignedIn> signedIn;

    ActorAuthentication(Actor actor, Optional<SignedIn> signedIn) {
        super(List.of());
        this.actor = actor;
        this.signedIn = signedIn;
        setAuthenticated(true);
    }

    /// The session that was shown; empty when it was a management key.
    Optional<SignedIn> signedIn() {
        return signedIn;
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
