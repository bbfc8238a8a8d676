package dev.ostiary.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What may be begun without saying who one is, is bounded.
final class SignInThrottleTest {
    private final CoreFixture core = new CoreFixture();
    private final SignInThrottle throttle =
            new SignInThrottle(core.store.transactions(), core.store.signIn().attempts(), core.clock);

    @AfterEach
    void close() {
        core.close();
    }

    /// Whoever begins sign-ins and finishes none is stopped before the database is full of them, and may begin
    /// again when what was begun is forgotten; others may meanwhile, and guesses of passwords are counted apart.
    @Test
    void challenges_fromOneAddress_areBounded() {
        for (int i = 0; i < 300; i++) {
            throttle.beginChallenge("192.0.2.1");
            core.clock.advance(Duration.ofSeconds(1));
        }
        RefusedException refused = assertThrows(RefusedException.class, () -> throttle.beginChallenge("192.0.2.1"));
        assertEquals(ProblemCode.SIGN_IN_THROTTLED, refused.code());
        assertEquals(Optional.of(Duration.ofMinutes(5)), refused.retryAfter());
        throttle.beginChallenge("192.0.2.2");
        SignInThrottle.Attempt unused = throttle.begin("ada@example.com", "192.0.2.1");

        core.clock.advance(Duration.ofMinutes(5));
        throttle.beginChallenge("192.0.2.1");
    }
}
