package dev.ostiary.fuzz;

/// A parser did not keep to what it promises.
public final class BrokenPromiseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BrokenPromiseException(String promise) {
        super(promise);
    }

    /// Requires that a promise is kept.
    public static void unless(boolean isKept, String promise) {
        if (!isKept) {
            throw new BrokenPromiseException(promise);
        }
    }

    /// Requires that two things are the same.
    public static void unlessSame(Object expected, Object found, String promise) {
        if (!expected.equals(found)) {
            throw new BrokenPromiseException(promise + ": " + expected + " became " + found);
        }
    }
}
