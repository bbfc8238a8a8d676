package dev.ostiary.gateway.observe;

import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The histograms of one event loop, one for each method, status and route that was seen. Looked up without allocating;
/// bounded, whatever clients and upstreams send: once full, what is new counts for the route `other`. Looked up by one
/// thread, listed by any.
final class SeriesTable {
    /// How many may be made before new ones count for [RouteLabels#OTHER].
    static final int MAX = 4000;

    /// The status of a request that got no response.
    static final int NO_STATUS = 0;

    /// Stands for every status outside of what HTTP knows.
    private static final int ODD_STATUS = 1;

    /// One histogram and what it counts.
    record Series(int method, int status, RouteLabel route, Histogram durations) {
        /// The status as a label: empty, which is as good as absent, when there was no response.
        static String statusLabel(int status) {
            return switch (status) {
                case NO_STATUS -> "";
                case ODD_STATUS -> "_OTHER";
                default -> Integer.toString(status);
            };
        }
    }

    private final Collection<Series> all = new ConcurrentLinkedQueue<>();
    private @Nullable Series[] table = new Series[64];
    private int size;

    /// The histogram of requests like this. For the one thread only.
    Histogram of(int method, int status, RouteLabel route) {
        int known = status >= 100 && status < 600 || status == NO_STATUS ? status : ODD_STATUS;
        int slot = slot(table, method, known, route);
        Series series = table[slot];
        if (series == null) {
            if (size >= MAX && route != RouteLabels.OTHER) {
                return of(method, known, RouteLabels.OTHER);
            }
            series = new Series(method, known, route, new Histogram());
            add(slot, series);
        }
        return series.durations();
    }

    /// Every histogram made so far. From any thread.
    Collection<Series> all() {
        return Collections.unmodifiableCollection(all);
    }

    private void add(int slot, Series series) {
        table[slot] = series;
        all.add(series);
        size++;
        if (size * 2 > table.length) {
            @Nullable Series[] larger = new Series[table.length * 2];
            for (Series old : all) {
                larger[slot(larger, old.method(), old.status(), old.route())] = old;
            }
            table = larger;
        }
    }

    /// Where it stands, or is to stand.
    private static int slot(@Nullable Series[] table, int method, int status, RouteLabel route) {
        int hash = ((route.index() << 4 | method) << 10 | status) * 0x9E3779B9;
        int slot = hash >>> 16 & table.length - 1;
        while (true) {
            Series found = table[slot];
            if (found == null || found.route() == route && found.status() == status && found.method() == method) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
    }
}
