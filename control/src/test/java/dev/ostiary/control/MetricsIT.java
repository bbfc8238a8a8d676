package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What monitoring gets, and who else does not.
class MetricsIT extends ControlIT {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    @Test
    void metrics_areInTheFormatThatIsAskedFor() {
        Answer answer = api.send(api.request("/metrics").header("Accept", OPEN_METRICS));

        assertEquals(200, answer.status());
        assertTrue(
                answer.header("Content-Type").replace(" ", "").startsWith("text/plain;version=0.0.4"),
                answer.header("Content-Type"));
        assertEquals("asked_for " + OPEN_METRICS + "\n", answer.body());
    }

    @Test
    void metrics_areForNobodyWithoutAKey() {
        api.anonymous().get("/metrics").expect(401);
    }

    /// They tell of every organization, and so of others than the one a key is confined to.
    @Test
    void metrics_areForKeysOfTheWholeInstallation() {
        ApiClient confined = plane.confinedTo(organization().id());

        Answer answer = confined.get("/metrics");

        assertEquals(403, answer.status());
        assertTrue(answer.body().contains("\"permission.denied\""), answer.body());
    }
}
