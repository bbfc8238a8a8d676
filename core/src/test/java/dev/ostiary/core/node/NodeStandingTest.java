package dev.ostiary.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.node.NodeStanding.State;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An operator sees which node is behind, gone, or holds something else than the others.
final class NodeStandingTest {
    private static final StateDigest RIGHT = new StateDigest(1, 2, LocalDate.EPOCH);
    private static final StateDigest WRONG = new StateDigest(1, 3, LocalDate.EPOCH);

    private static NodeReport live(String node, long seq, StateDigest digest) {
        return new NodeReport(Heartbeats.of(node, seq, digest), NodeReport.LIVENESS);
    }

    private static List<State> states(long head, NodeReport... reports) {
        return NodeStanding.of(Arrays.asList(reports), head).stream()
                .map(NodeStanding::state)
                .toList();
    }

    /// Nodes at the newest change are current, one before it is behind by so many.
    @Test
    void of_behind_isTold() {
        List<NodeStanding> standings = NodeStanding.of(List.of(live("b", 5, RIGHT), live("a", 7, WRONG)), 7);

        assertEquals(
                List.of(State.CURRENT, State.BEHIND),
                standings.stream().map(NodeStanding::state).toList());
        assertEquals(2, standings.getLast().lag());
    }

    /// A node that has applied more than was looked at is not behind.
    @Test
    void of_ahead_hasNoLag() {
        assertEquals(
                0, NodeStanding.of(List.of(live("a", 9, RIGHT)), 7).getFirst().lag());
    }

    /// After ten seconds of silence a node is gone, to the millisecond.
    @Test
    void of_silent_isGone() {
        NodeReport edge = live("a", 7, RIGHT);
        NodeReport gone = new NodeReport(Heartbeats.of("b", 7, RIGHT), NodeReport.LIVENESS.plus(Duration.ofMillis(1)));

        assertEquals(List.of(State.CURRENT, State.GONE), states(7, edge, gone));
    }

    /// The one that holds something else than most at the same change is found; of two that differ, both are named.
    @Test
    void of_differing_isFound() {
        assertEquals(
                List.of(State.CURRENT, State.DIFFERS, State.CURRENT),
                states(7, live("a", 7, RIGHT), live("b", 7, WRONG), live("c", 7, RIGHT)));
        assertEquals(List.of(State.DIFFERS, State.DIFFERS), states(7, live("a", 7, RIGHT), live("b", 7, WRONG)));
    }

    /// One that has reported since midnight counts former secrets that ended otherwise: only nodes of one day are
    /// compared.
    @Test
    void of_otherDay_doesNotDiffer() {
        StateDigest tomorrow = new StateDigest(1, 3, LocalDate.EPOCH.plusDays(1));

        assertEquals(List.of(State.CURRENT, State.CURRENT), states(7, live("a", 7, RIGHT), live("b", 7, tomorrow)));
    }

    /// What a node that is gone held does not count.
    @Test
    void of_goneAndOther_doNotDiffer() {
        NodeReport gone = new NodeReport(Heartbeats.of("b", 7, WRONG), Duration.ofMinutes(1));

        assertEquals(List.of(State.CURRENT, State.GONE), states(7, live("a", 7, RIGHT), gone));
    }
}
