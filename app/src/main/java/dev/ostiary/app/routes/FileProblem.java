package dev.ostiary.app.routes;

/// Something that is wrong in a file, and what to do about it.
///
/// @param line counted from 1
/// @param column counted from 1
public record FileProblem(int line, int column, String message) {
    /// As compilers write it, for the file of that name.
    public String in(String file) {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
