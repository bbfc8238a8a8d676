package dev.ostiary.gateway.observe;

/// A route as metrics name it. Made by [RouteLabels] only, which bounds how many there are.
final class RouteLabel {
    private final int index;
    private final String name;

    RouteLabel(int index, String name) {
        this.index = index;
        this.name = name;
    }

    /// Counts up from 0 without gaps.
    int index() {
        return index;
    }

    /// The value of the label.
    String name() {
        return name;
    }
}
