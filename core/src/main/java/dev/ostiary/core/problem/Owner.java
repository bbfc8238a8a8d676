package dev.ostiary.core.problem;

/// Whose fault a failure is, and so who can mend it.
public enum Owner {
    CLIENT,
    GATEWAY,
    UPSTREAM
}
