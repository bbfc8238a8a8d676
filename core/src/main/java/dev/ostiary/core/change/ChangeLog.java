package dev.ostiary.core.change;

/// Numbers changes. The number is taken under a lock that the transaction holds to its end, so numbers are given in
/// commit order and no reader can step over one that is still to come.
public interface ChangeLog {
    /// The subject of the change that [#continueAfter] adds.
    String CONTINUED = "continued";

    /// How many numbers it leaves out: more than were given in the moments of which nobody may know.
    long LEFT_OUT = 1000;

    /// Adds a change to the running transaction; it becomes visible, and nodes are woken, when that commits.
    ///
    /// @return its number
    long append(Change.Kind kind, String subject);

    /// Forgets all but the newest changes, so that the log does not grow for ever. The numbering goes on. A node
    /// that was further behind finds the gap and loads everything anew.
    ///
    /// @param keep how many are kept
    void forgetAllBut(long keep);

    /// Lets the numbering go on after `seq` when it stands lower, leaves [#LEFT_OUT] numbers out, and adds a
    /// change: every node finds the gap and loads everything anew.
    ///
    /// @return the number of the change
    long continueAfter(long seq);
}
