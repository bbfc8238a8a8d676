package dev.ostiary.core.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as a test writes it down.
final class TestRequest implements RequestFacts {
    private final Map<String, List<String>> headers = new HashMap<>();
    private String target = "/acme/production/support/hello";

    TestRequest target(String sent) {
        target = sent;
        return this;
    }

    /// Adds a line, in any case.
    TestRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                .add(value);
        return this;
    }

    @Override
    public @Nullable String header(String name) {
        List<String> lines = headers.get(name);
        return lines == null ? null : lines.getFirst();
    }

    @Override
    public boolean isRepeated(String name) {
        return headers.getOrDefault(name, List.of()).size() > 1;
    }

    @Override
    public String target() {
        return target;
    }
}
