package dev.ostiary.core.page;

/// In which order things with names are listed.
public enum NameSort {
    NEWEST,
    OLDEST,
    /// By the words of the name in lower case, byte by byte in UTF-8; then by the others that it is found by; then
    /// by age.
    NAME,
    NAME_DESCENDING
}
