package dev.ostiary.core.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every problem code has a page in `docs/errors/`, and every page a code.
final class ProblemPagesIT {
    private static final Path PAGES = Path.of("..", "docs", "errors");

    /// The codes and the pages are the same set.
    @Test
    void codes_equalPages() throws IOException {
        assertEquals(codes(), pages());
    }

    /// A page names the code, its title and its status, and says what to do.
    @Test
    void page_saysWhatToDo() throws IOException {
        for (ProblemCode problem : ProblemCode.values()) {
            String page = Files.readString(PAGES.resolve(problem.code() + ".md"));
            assertTrue(page.startsWith("# " + problem.code() + ": " + problem.title() + "\n"), problem.code());
            assertTrue(page.contains("Status " + problem.status() + "."), problem.code());
            assertTrue(page.contains("## What to do"), problem.code());
        }
    }

    private static Set<String> codes() {
        return Arrays.stream(ProblemCode.values())
                .map(ProblemCode::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
