package dev.ostiary.control.security;

import dev.ostiary.core.audit.Actor;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// An actor who has shown a credential, which is not kept.
final class ActorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    ActorAuthentication(Actor actor) {
        super(List.of());
        this.actor = actor;
        setAuthenticated(true);
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
