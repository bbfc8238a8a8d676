package dev.ostiary.gateway;

import dev.ostiary.fuzz.BrokenPromiseException;
import dev.ostiary.fuzz.FuzzTarget;
import dev.ostiary.fuzz.Input;
import java.util.List;
import java.util.Set;

/// Request targets: what is taken is in origin form, is read so again, and no reader climbs out of it.
public final class RequestPathFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                "/acme/production/agent/x?y=z",
                "http://gateway.test/a",
                "https://gateway.test?q",
                "/a/%2e%2e/b",
                "/a/..;/b",
                "/a/%2E./b",
                "/a\\..\\b",
                "/a%5c..%5cb",
                "/a/%c0%ae%c0%ae/b",
                "/a%00",
                "//host/path",
                "/a/%252e%252e/b",
                "/%",
                "*",
                "/a;x=/../b");
    }

    @Override
    public void run(byte[] input) {
        RequestPath path = RequestPath.parse(Input.latin(input));
        if (path == null) {
            return;
        }
        String target = path.target();
        BrokenPromiseException.unless(target.startsWith("/"), "a target begins with a slash");
        BrokenPromiseException.unless(
                target.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '#'), "a target is visible ASCII");
        RequestPath again = RequestPath.parse(target);
        BrokenPromiseException.unless(
                again != null && again.target().equals(target), "a target is its own normal form");
        String written = target.substring(0, path.pathEnd());
        BrokenPromiseException.unless(written.indexOf('?') < 0, "a path ends where the query begins");
        requireNoClimbing(written);
        Set<String> readings = PathReadings.of(path);
        readings.forEach(RequestPathFuzz::requireNoClimbing);
        for (int at = 1; at <= Math.min(path.pathEnd(), 1000); at++) {
            if (at == path.pathEnd() || target.charAt(at) == '/') {
                BrokenPromiseException.unless(path.after(at).startsWith("/"), "what follows a segment is a path");
            }
        }
    }

    /// What stands between slashes, with parameters or without them, is no dot segment to anybody.
    private static void requireNoClimbing(String reading) {
        for (String segment : reading.replace('\\', '/').split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            for (String seen : List.of(segment, name)) {
                BrokenPromiseException.unless(!seen.equals(".") && !seen.equals(".."), "no reader climbs");
            }
        }
    }
}
