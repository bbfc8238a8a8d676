package dev.ostiary.control.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which answer an exception or a bare status becomes.
class RefusalsTest {
    /// Told apart by type: a text that looks like another failure changes nothing.
    @Test
    void of_goesByType() {
        assertEquals(
                ProblemCode.SLUG_TAKEN,
                Refusals.of(new RefusedException(ProblemCode.SLUG_TAKEN)).code());
        assertEquals(
                ProblemCode.STORE_UNAVAILABLE,
                Refusals.of(new StoreException("key.revoked", new IOException()))
                        .code());
        for (Throwable bug : List.of(
                new IllegalStateException("resource.not-found"),
                new IllegalArgumentException("bad"),
                new NullPointerException(),
                new OutOfMemoryError())) {
            assertEquals(ProblemCode.GATEWAY_FAILED, Refusals.of(bug).code());
        }
    }

    /// The client's fault stays the client's, ours stays ours.
    @Test
    void ofStatus_keepsTheClass() {
        for (int status = 400; status < 600; status++) {
            ProblemCode code = Refusals.ofStatus(status);
            assertEquals(status / 100, code.status() / 100, () -> code.code());
        }
        for (int status : new int[] {404, 405, 408, 413, 414, 415, 417, 431, 501, 505}) {
            assertEquals(status, Refusals.ofStatus(status).status());
        }
    }
}
