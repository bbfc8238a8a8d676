package dev.ostiary.core.change;

/// How far a change has got: `nodes` of the `of` live nodes obey it.
public record Applied(int nodes, int of) {
    /// The answer when the nodes cannot be asked: none is known to obey, and there is at least one to wait for.
    public static final Applied UNKNOWN = new Applied(0, 1);

    /// Whether every live node obeys it.
    public boolean isComplete() {
        return nodes >= of;
    }
}
