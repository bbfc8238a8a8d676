package dev.ostiary.core.change;

/// How far a change has got: `nodes` of the `of` live nodes obey it.
public record Applied(int nodes, int of) {
    /// Whether every live node obeys it.
    public boolean isComplete() {
        return nodes >= of;
    }
}
