package dev.ostiary.core.authority;

import java.util.Set;

/// Keeps changes and the ends of their makers' rights apart: who changes something shares the guards of its
/// principals, who ends a right has its guard alone. So a change is committed before the end is, or sees it.
public interface Guards {
    /// The guard that who disables an operator has alone, so that of two one stays.
    String OPERATORS = "operators";

    /// Waits for the guards, and has them until the running transaction ends. Called first in a transaction and
    /// once:
    /// all are taken in one order, so that no two wait for each other.
    ///
    /// @param shared the principals whose rights the transaction relies on
    /// @param alone those whose rights it ends; may be some of the others
    void hold(Set<String> shared, Set<String> alone);
}
