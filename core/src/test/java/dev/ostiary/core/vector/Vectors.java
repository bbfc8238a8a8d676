package dev.ostiary.core.vector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the vector files in `src/test/resources/vectors`. Their format stands in their heads.
public final class Vectors {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private Vectors() {}

    /// The rows of a file, each as its fields, escapes undone.
    public static List<List<String>> rows(String file) {
        return lines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\t", -1)).map(Vectors::field).toList())
                .toList();
    }

    /// The lines of a file as they are.
    public static List<String> lines(String file) {
        try (InputStream stream = Vectors.class.getResourceAsStream("/vectors/" + file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String field(String written) {
        if (written.equals("-")) {
            return "";
        }
        return ESCAPE.matcher(written)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), 16))));
    }
}
