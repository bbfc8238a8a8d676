package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Guessing passwords is slowed down, alike for accounts that exist and for those that do not.
class ThrottleIT extends ControlIT {
    private final SignInFixture people = new SignInFixture(plane);

    /// Every test is its own day: the address of all of them is the same.
    @AfterEach
    void nextDay() {
        plane.core
                .store
                .signIn()
                .attempts()
                .forgetBefore(plane.core.clock.instant().plus(Duration.ofDays(30)));
    }

    private Answer guess(String email) {
        return people.browser().signIn(email, "not the password");
    }

    /// After five failures the sixth has to wait, then longer and longer; unknown and known addresses alike (E02).
    @Test
    void failures_growTheWait() {
        people.account("slow@example.com", false);
        for (String email : List.of("slow@example.com", "nobody@example.com")) {
            for (int i = 0; i < 5; i++) {
                guess(email).expectProblem(401, "signin.failed");
            }
            for (int seconds : List.of(1, 2, 4)) {
                assertEquals(
                        Integer.toString(seconds),
                        guess(email).expectProblem(429, "signin.throttled").header("Retry-After"));
                plane.core.clock.advance(Duration.ofSeconds(seconds));
                guess(email).expectProblem(401, "signin.failed");
            }
        }
    }

    /// Not even the right password is looked at while one has to wait; afterwards it makes all good.
    @Test
    void rightPassword_waitsToo() {
        people.account("victim@example.com", false);
        for (int i = 0; i < 5; i++) {
            guess("victim@example.com").expectProblem(401, "signin.failed");
        }
        people.browser().signIn("victim@example.com", SignInFixture.PASSWORD).expectProblem(429, "signin.throttled");
        plane.core.clock.advance(Duration.ofSeconds(1));
        people.browser().signIn("victim@example.com", SignInFixture.PASSWORD).expect(200);
        guess("victim@example.com").expectProblem(401, "signin.failed");
    }

    /// From one address, many accounts cannot be tried in turn.
    @Test
    void manyAccounts_fromOneAddress_wait() {
        for (int i = 0; i < 20; i++) {
            guess("someone-" + i + "@example.com").expectProblem(401, "signin.failed");
        }
        guess("someone-else@example.com").expectProblem(429, "signin.throttled");
    }

    /// Where people sign in all day the mistakes of the past are forgotten by and by, however many come in
    /// meanwhile.
    @Test
    void mistakes_ofAnAddress_areForgottenByAndBy() {
        people.account("daily@example.com", false);
        for (int i = 0; i < 24; i++) {
            guess("typo-" + i + "@example.com");
            plane.core.clock.advance(Duration.ofSeconds(16));
        }
        for (int i = 0; i < 3; i++) {
            plane.core.clock.advance(Duration.ofMinutes(40));
            people.browser().signIn("daily@example.com", SignInFixture.PASSWORD).expect(200);
        }
        for (int i = 0; i < 8; i++) {
            guess("later-" + i + "@example.com").expectProblem(401, "signin.failed");
        }
    }

    /// Who comes in makes nobody's failures newer than they are.
    @Test
    void success_leavesTheAddressAsItWas() {
        people.account("right@example.com", false);
        for (int i = 0; i < 24; i++) {
            guess("wrong-" + i + "@example.com");
            plane.core.clock.advance(Duration.ofSeconds(16));
        }
        plane.core.clock.advance(Duration.ofSeconds(16));
        for (int i = 0; i < 3; i++) {
            people.browser().signIn("right@example.com", SignInFixture.PASSWORD).expect(200);
        }
    }

    /// Of many guesses at once no more are looked at than one after the other would be.
    @Test
    void guessesAtOnce_areCounted() throws Exception {
        people.account("race@example.com", false);
        int before = plane.hasher.comparisons.get();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> guesses = IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(
                            _ -> () -> guess("race@example.com").status())
                    .toList();
            for (Future<Integer> answer : threads.invokeAll(guesses)) {
                assertTrue(List.of(401, 429).contains(answer.get()));
            }
        }
        assertEquals(before + 5, plane.hasher.comparisons.get());
    }
}
