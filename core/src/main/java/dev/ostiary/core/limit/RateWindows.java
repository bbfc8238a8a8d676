package dev.ostiary.core.limit;

import dev.ostiary.core.key.RateLimit;
import java.util.ArrayList;
import java.util.List;

/// What is used of all limits of one key. A request is counted in all of them or, when one has no room, in none.
/// Not thread safe. Times as of a clock that does not go back, in nanoseconds; only differences are used.
public final class RateWindows {
    private List<RateLimit> limits = List.of();
    private List<RateWindow> windows = List.of();

    /// Counts a request if there is room for it.
    ///
    /// @param current the key's limits as they are now. What was used of one is used of the one that has its name
    ///     now.
    public RateDecision take(List<RateLimit> current, long now) {
        obey(current, now);
        long wait = 0;
        for (int i = 0; i < windows.size(); i++) {
            wait = Math.max(wait, windows.get(i).nanosUntilRoom(now));
        }
        if (wait == 0) {
            for (int i = 0; i < windows.size(); i++) {
                windows.get(i).take(now);
            }
        }
        return new RateDecision(wait, states(now));
    }

    /// How things stand, with nothing counted.
    ///
    /// @param current the key's limits as they are now
    public List<RateState> look(List<RateLimit> current, long now) {
        obey(current, now);
        return states(now);
    }

    /// Whether nothing is used of any limit, so that this can be forgotten.
    public boolean isUnused(long now) {
        return windows.stream().allMatch(window -> window.isUnused(now));
    }

    private List<RateState> states(long now) {
        List<RateState> states = new ArrayList<>(windows.size());
        for (RateWindow window : windows) {
            states.add(new RateState(window.limit(), window.remaining(now), window.nanosUntilMore(now)));
        }
        return states;
    }

    @SuppressWarnings("ReferenceEquality") // The same list is equal; the rest is asked below.
    private void obey(List<RateLimit> current, long now) {
        if (current == limits) {
            return;
        }
        if (!current.equals(limits)) {
            List<RateWindow> replacement = new ArrayList<>(current.size());
            for (RateLimit limit : current) {
                replacement.add(windowOf(limit, now));
            }
            windows = replacement;
        }
        limits = current;
    }

    private RateWindow windowOf(RateLimit limit, long now) {
        for (RateWindow window : windows) {
            if (window.limit().name().equals(limit.name())) {
                return window.limit().equals(limit) ? window : window.of(limit, now);
            }
        }
        return new RateWindow(limit, now);
    }
}
