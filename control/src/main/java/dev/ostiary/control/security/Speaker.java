package dev.ostiary.control.security;

import dev.ostiary.core.audit.Actor;
import java.util.function.UnaryOperator;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who speaks in the request of this thread.
public final class Speaker {
    private Speaker() {}

    /// Lets the actor go on as another form of itself; nothing when nobody has shown who it is.
    public static void change(UnaryOperator<Actor> change) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication known) {
            SecurityContextHolder.getContext()
                    .setAuthentication(new ActorAuthentication(change.apply(known.getPrincipal()), known.signedIn()));
        }
    }
}
