package dev.ostiary.core.change;

/// Waits until nodes obey a change.
public interface ChangeBarrier {
    /// Waits until every live node has applied the change of that number, or the bound for waiting has passed. 0
    /// is no change and waits for nothing.
    ///
    /// @return how many had by then
    Applied await(long seq);
}
