package dev.ostiary.fuzz;

import java.util.List;

/// A parser of outside input with what it promises of every input.
public interface FuzzTarget {
    /// Inputs to begin with, one byte a character: ordinary ones, and those that were once read wrongly.
    List<String> seeds();

    /// Gives it an input.
    ///
    /// @throws BrokenPromiseException when the parser does not keep to what it promises; any other exception is as
    /// bad
    void run(byte[] input);
}
