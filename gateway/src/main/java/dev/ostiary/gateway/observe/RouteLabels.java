package dev.ostiary.gateway.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The names that routes have in metrics. A route keeps its label for as long as the process runs, so that counters go
/// on when routes are loaded anew; when there are too many, the rest share one. From any thread.
final class RouteLabels {
    /// The label of requests that no route was found for.
    static final RouteLabel NONE = new RouteLabel(0, "none");

    /// The label of all routes that came after there were [#MAX].
    static final RouteLabel OTHER = new RouteLabel(1, "other");

    /// How many routes get a label of their own.
    static final int MAX = 1000;

    private final Map<String, RouteLabel> labels = new ConcurrentHashMap<>();
    private volatile int served;

    /// The label of a route.
    ///
    /// @param name of the route, from the configuration; never from a request
    RouteLabel of(String name) {
        RouteLabel known = labels.get(name);
        return known == null ? added(name) : known;
    }

    private synchronized RouteLabel added(String name) {
        RouteLabel known = labels.get(name);
        if (known != null) {
            return known;
        }
        if (labels.size() >= MAX || name.equals(NONE.name()) || name.equals(OTHER.name())) {
            return OTHER;
        }
        RouteLabel made = new RouteLabel(labels.size() + 2, name);
        labels.put(name, made);
        return made;
    }

    /// So many routes are served from now on.
    void served(int count) {
        served = count;
    }

    /// How many routes are served.
    int served() {
        return served;
    }
}
