package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of hostile input names tests that exist, and leaves none of its rows without one.
class HostileInputTableIT {
    private static final Path TABLE = Path.of("../docs/hostile-input.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:IT|Test))\\.(\\w+)`");

    @Test
    void namedTests_exist() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher matcher = NAMED.matcher(Files.readString(TABLE));
        while (matcher.find()) {
            named++;
            if (!sources.getOrDefault(matcher.group(1), "").contains(" " + matcher.group(2) + "(")) {
                missing.add(matcher.group());
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named > 80, "only " + named);
    }

    @Test
    void everyRow_namesATest() throws IOException {
        for (String line : Files.readAllLines(TABLE)) {
            boolean isRow = line.startsWith("| ") && !line.startsWith("| id |") && !line.startsWith("| input |");
            assertTrue(!isRow || NAMED.matcher(line).find(), line);
        }
    }

    /// Of test classes of one name in several places all are one.
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("core", "store", "gateway", "control", "app", "fuzz")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.merge(nameOf(file), textOf(file), String::concat));
            }
        }
        return sources;
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
