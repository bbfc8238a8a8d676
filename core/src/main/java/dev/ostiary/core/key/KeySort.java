package dev.ostiary.core.key;

/// In which order keys are listed. Those of which it does not tell the order are in that of their making.
public enum KeySort {
    NEWEST,
    OLDEST,
    /// By name, byte by byte in UTF-8.
    NAME,
    NAME_DESCENDING,
    /// Lately used first, never used last.
    LAST_USED,
    /// Never used first.
    LEAST_USED,
    /// Those that end soonest first, those that never end last.
    EXPIRY,
    EXPIRY_DESCENDING
}
