package dev.ostiary.fuzz;

import dev.ostiary.core.key.PercentEncoding;
import dev.ostiary.core.key.Scope;
import java.util.List;
import java.util.Optional;

/// Scopes and the paths they are asked about, one on each line: a scope never allows a path that some reader takes
/// out of it.
public final class ScopeFuzz implements FuzzTarget {
    private static final Scope LITERAL = Scope.parse("* /x/literal").orElseThrow();
    private static final Scope BELOW = Scope.parse("GET /v1/open/**").orElseThrow();

    @Override
    public List<String> seeds() {
        return List.of(
                "GET /v1/models/*\n/v1/models/a",
                "GET,POST /v1/**\n/v1/%2e%2e/admin",
                "* /v1/open/**\n/v1/open/..;/admin",
                "* /a/*/b\n/a/%252fx/b",
                "GET /v1/open\n/v1/open%2F..",
                "* /**\n/%25252e%25252e/x",
                "* /a\\b\n/a%5cb",
                "* /x/literal\n/x/%" + "25".repeat(200) + "2e");
    }

    @Override
    public void run(byte[] input) {
        List<String> parts = Input.parts(input, 2);
        Optional<Scope> parsed = Scope.parse(parts.getFirst());
        if (parsed.isPresent()) {
            Scope scope = parsed.get();
            BrokenPromiseException.unlessSame(parsed, Scope.parse(scope.toString()), "a scope is its own text");
            BrokenPromiseException.unless(scope.covers(scope), "a scope covers itself");
        }
        String path = parts.getLast().startsWith("/") ? parts.getLast() : "/" + parts.getLast();
        if (path.indexOf('?') >= 0) {
            return;
        }
        parsed.ifPresent(scope -> scope.allows("GET", path));
        var unused = LITERAL.allows("GET", path);
        BrokenPromiseException.unless(!BELOW.allows("POST", path), "another method is never allowed");
        if (BELOW.allows("GET", path)) {
            String once = PercentEncoding.undone(path);
            for (String reading : List.of(path, once, PercentEncoding.undone(once))) {
                BrokenPromiseException.unless(isBelow(reading), "a path is within its scope for every reader");
            }
        }
    }

    private static boolean isBelow(String reading) {
        String plain = reading.replace('\\', '/');
        return (plain.equals("/v1/open") || plain.startsWith("/v1/open/")) && !hasDotSegments(plain);
    }

    private static boolean hasDotSegments(String plain) {
        for (String segment : plain.split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.equals(".") || name.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
