package dev.ostiary.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in an access log.
record AccessLogLines(List<String> lines) {
    static AccessLogLines of(Path file) throws IOException {
        return new AccessLogLines(Files.readAllLines(file));
    }

    /// The values of a field, in order, as they are written: text without its quotes, `null` for none.
    List<String> values(String field) {
        Pattern pattern = Pattern.compile("\"" + field + "\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(null|[0-9.]+))");
        return lines.stream()
                .map(line -> {
                    Matcher matcher = pattern.matcher(line);
                    if (!matcher.find()) {
                        throw new AssertionError("no " + field + " in " + line);
                    }
                    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                })
                .toList();
    }

    /// The value of a field of the only line.
    String value(String field) {
        if (lines.size() != 1) {
            throw new AssertionError("not one line: " + lines);
        }
        return values(field).getFirst();
    }
}
