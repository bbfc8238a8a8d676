package dev.ostiary.fuzz;

import dev.ostiary.core.address.DomainPattern;
import java.util.List;
import java.util.Optional;

/// Domains: what is taken is ASCII, means itself and nothing above or beside it.
public final class DomainPatternFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                "example.com",
                "*.example.com",
                "m\u00c3\u00bcnchen.example",
                "xn--mnchen-3ya.example",
                "*.com",
                "a..b",
                "-a.example",
                "EXAMPLE.COM.",
                "\u00e3\u0080\u0082example\u00ef\u00bc\u008ecom",
                "127.0.0.1",
                "a".repeat(64) + ".example");
    }

    @Override
    public void run(byte[] input) {
        for (String text : List.of(Input.latin(input), Input.text(input))) {
            Optional<DomainPattern> parsed = DomainPattern.parse(text);
            if (parsed.isEmpty()) {
                continue;
            }
            DomainPattern pattern = parsed.get();
            String host = pattern.host();
            BrokenPromiseException.unlessSame(
                    parsed, DomainPattern.parse(pattern.toString()), "a pattern is its own text");
            BrokenPromiseException.unless(
                    host.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.'),
                    "a host is in lower-case ASCII");
            BrokenPromiseException.unlessSame(!pattern.isWildcard(), pattern.matches(host), "a wildcard is not itself");
            BrokenPromiseException.unlessSame(
                    pattern.isWildcard(), pattern.matches("a." + host), "a wildcard is what is beneath");
            BrokenPromiseException.unless(
                    !pattern.matches("evil" + host) && !pattern.matches(host + ".evil"), "a neighbour is no match");
        }
    }
}
