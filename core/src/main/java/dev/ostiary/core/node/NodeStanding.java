package dev.ostiary.core.node;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a node stands among the others.
///
/// @param lag how many changes it has not applied yet
public record NodeStanding(NodeReport report, long lag, State state) {
    /// What an operator must know of a node.
    public enum State {
        /// It obeys every change.
        CURRENT,
        /// It lives, and has changes still to apply.
        BEHIND,
        /// It has applied the same changes as others and obeys something else. Restart it, and report a bug.
        DIFFERS,
        /// Nothing was heard of it for so long that changes no longer wait for it.
        GONE
    }

    /// Judges all nodes of an installation, in the order of their identifiers. Only live nodes that stand at the
    /// same change, and reported on the same day, are compared; what most of them hold is held to be right, and
    /// with no majority none is.
    ///
    /// @param head the number of the newest change, read before the reports
    public static List<NodeStanding> of(List<NodeReport> reports, long head) {
        Map<Moment, Optional<StateDigest>> agreed = new HashMap<>();
        for (NodeReport report : reports) {
            agreed.computeIfAbsent(Moment.of(report), moment -> majority(reports, moment));
        }
        return reports.stream()
                .sorted(Comparator.comparing(
                        (NodeReport report) -> report.heartbeat().node().id().value()))
                .map(report -> {
                    Heartbeat heartbeat = report.heartbeat();
                    long lag = Math.max(0, head - heartbeat.appliedSeq());
                    boolean differs = !Optional.of(heartbeat.digest())
                            .equals(agreed.getOrDefault(Moment.of(report), Optional.empty()));
                    return new NodeStanding(report, lag, state(report, lag, differs));
                })
                .toList();
    }

    private static State state(NodeReport report, long lag, boolean differs) {
        if (!report.isLive()) {
            return State.GONE;
        }
        if (differs) {
            return State.DIFFERS;
        }
        return lag > 0 ? State.BEHIND : State.CURRENT;
    }

    /// What must be the same for digests to be compared.
    private record Moment(long seq, LocalDate day) {
        static Moment of(NodeReport report) {
            return new Moment(
                    report.heartbeat().appliedSeq(), report.heartbeat().digest().day());
        }
    }

    /// What more than half of the live nodes at that moment hold.
    private static Optional<StateDigest> majority(List<NodeReport> reports, Moment moment) {
        Map<StateDigest, Integer> counts = new HashMap<>();
        int all = 0;
        for (NodeReport report : reports) {
            if (report.isLive() && Moment.of(report).equals(moment)) {
                all++;
                int unused = counts.merge(report.heartbeat().digest(), 1, Integer::sum);
            }
        }
        int half = all / 2;
        return counts.entrySet().stream()
                .filter(held -> held.getValue() > half)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
