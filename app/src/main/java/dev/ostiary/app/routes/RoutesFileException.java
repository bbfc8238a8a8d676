package dev.ostiary.app.routes;

import java.util.List;
import java.util.stream.Collectors;

/// A file of routes cannot be used: everything that is wrong with it.
public final class RoutesFileException extends Exception {
    private final transient List<FileProblem> problems;

    RoutesFileException(List<FileProblem> problems) {
        super(problems.stream().map(problem -> problem.in("")).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// In the order of the file.
    public List<FileProblem> problems() {
        return problems;
    }
}
