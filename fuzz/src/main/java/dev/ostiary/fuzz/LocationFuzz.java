package dev.ostiary.fuzz;

import dev.ostiary.core.access.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Locations: what is taken is its own text, and is no header that HTTP itself needs.
public final class LocationFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                "header X-API-Key",
                "header authorization Bearer",
                "query api_key",
                "cookie session",
                "body api_key",
                "header host",
                "header X-Ostiary-Key-Id",
                "header  x",
                "query a b");
    }

    @Override
    public void run(byte[] input) {
        Optional<Location> parsed = Location.parse(Input.latin(input));
        if (parsed.isEmpty()) {
            return;
        }
        BrokenPromiseException.unlessSame(
                parsed, Location.parse(parsed.get().toString()), "a location is its own text");
        String[] words = parsed.get().toString().split(" ", -1);
        boolean isHeader = words[0].equals("header");
        String name = words[1].toLowerCase(Locale.ROOT);
        boolean isNeeded = List.of("host", "content-length", "transfer-encoding", "connection", "cookie")
                        .contains(name)
                || name.startsWith("x-ostiary-");
        BrokenPromiseException.unless(!isHeader || !isNeeded, "a header that HTTP needs holds no key");
    }
}
