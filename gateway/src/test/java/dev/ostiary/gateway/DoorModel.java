package dev.ostiary.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of who may pass and of what then is asked of the upstream, written down a second time, as plainly as can
/// be.
///
/// @param rules the routes
/// @param keys what opens every route that asks for a key
/// @param scoped what opens for `GET` of paths beneath `/below` only
record DoorModel(List<Rule> rules, Set<String> keys, Set<String> scoped) {
    /// A route.
    ///
    /// @param host empty for any
    /// @param base what the upstream's path begins with
    /// @param mode `strict`, `optional`, `permissive` or `open`
    /// @param places as `header X-API-Key`
    record Rule(
            String host, String path, boolean isExact, boolean strips, String base, String mode, List<String> places) {
        boolean matches(String requested) {
            return requested.equals(path) || !isExact && requested.startsWith(path + "/");
        }

        boolean reads(String place) {
            return places.contains(place);
        }
    }

    /// What the upstream may be asked for a request; null when it may not hear of it.
    ///
    /// @param body null when it may differ from the client's
    record Expected(
            Rule rule,
            String method,
            String target,
            @Nullable String body) {}

    @Nullable
    Expected expected(Message request) {
        String target = request.target();
        String host = request.header("Host");
        if (target.matches("(?i)https?://.*")) {
            String rest = target.substring(target.indexOf("//") + 2);
            int end = rest.split("[/?]", 2)[0].length();
            if (!request.values("Host").isEmpty()
                    && !rest.substring(0, end)
                            .replaceFirst(":80$", "")
                            .equalsIgnoreCase(host.replaceFirst(":80$", ""))) {
                return null;
            }
            host = rest.substring(0, end);
            target = rest.startsWith("/", end) ? rest.substring(end) : "/" + rest.substring(end);
        }
        if (!target.startsWith("/") || target.contains("#") || isUnknown(request)) {
            return null;
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark);
        Rule rule = rule(host, path);
        if (rule == null || !isOneReading(host, path, rule)) {
            return null;
        }
        String below = rule.strips ? path.substring(rule.path.length()) : path;
        if (below.startsWith("//") || !mayPass(rule, request, query, below.isEmpty() ? "/" : below)) {
            return null;
        }
        String rest =
                rule.base + (below.isEmpty() ? "/" : below) + (rule.reads("query api_key") ? without(query) : query);
        boolean isChanged = rule.reads("body key") && isJson(request);
        return new Expected(rule, request.method(), rest, isChanged ? null : request.body());
    }

    private static boolean isUnknown(Message request) {
        List<String> expect = request.values("Expect");
        return Set.of("CONNECT", "TRACE").contains(request.method())
                || request.values("Authorization").size() > 1
                || !request.startLine().endsWith("0")
                        && (expect.size() > 1
                                || expect.size() == 1 && !expect.getFirst().equalsIgnoreCase("100-continue"));
    }

    private @Nullable Rule rule(String host, String path) {
        String name = host.split(":", 2)[0].toLowerCase(Locale.ROOT);
        Rule best = null;
        for (Rule rule : rules) {
            boolean isHost = rule.host.isEmpty() || rule.host.equals(name) || (rule.host + ".").equals(name);
            if (isHost && rule.matches(path) && (best == null || rank(rule) > rank(best))) {
                best = rule;
            }
        }
        return best;
    }

    private static int rank(Rule rule) {
        return (rule.host.isEmpty() ? 0 : 1_000_000) + (rule.isExact ? 100_000 : 0) + rule.path.length();
    }

    private boolean isOneReading(String host, String path, Rule rule) {
        Set<String> readings = new LinkedHashSet<>();
        for (String plain : List.of(path, decoded(path, true), decoded(path, false))) {
            for (String slashed : List.of(plain, plain.replace('\\', '/'))) {
                readings.add(slashed);
                readings.add(slashed.replaceAll(";[^/]*", ""));
                readings.add(slashed.replaceAll(";[^/]*", "").replaceAll("/+", "/"));
                readings.add(slashed.replaceAll("/+", "/"));
            }
        }
        for (String reading : List.copyOf(readings)) {
            readings.add(reading.replaceFirst("(?<=.)/$", ""));
        }
        for (String reading : readings) {
            for (String segment : reading.split("/", -1)) {
                if (segment.equals(".") || segment.equals("..")) {
                    return false;
                }
            }
            if (reading.chars().anyMatch(c -> c < 0x20 || c == 0x7F) || !rule.equals(rule(host, reading))) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String path, boolean slashes) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            boolean isEscape = path.charAt(i) == '%' && path.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
            int value = isEscape ? Integer.parseInt(path.substring(i + 1, i + 3), 16) : path.charAt(i);
            boolean isUndone = isEscape && (slashes || value != '/');
            plain.append((char) (isUndone ? value : path.charAt(i)));
            i += isUndone ? 2 : 0;
        }
        return plain.toString();
    }

    private boolean mayPass(Rule rule, Message request, String query, String path) {
        if (rule.mode.equals("open")) {
            return true;
        }
        Set<String> found = new LinkedHashSet<>();
        for (String place : rule.places) {
            List<String> values = at(request, query, place);
            if (values.size() > 1) {
                return false;
            }
            found.addAll(values);
        }
        if (found.size() > 1) {
            return false;
        }
        if (found.isEmpty()) {
            return !rule.mode.equals("strict");
        }
        String credential = found.iterator().next();
        if (scoped.contains(credential)) {
            return request.method().equals("GET") && (path.equals("/below") || path.startsWith("/below/"));
        }
        return keys.contains(credential) || rule.mode.equals("permissive");
    }

    private static List<String> at(Message request, String query, String place) {
        String[] words = place.split(" ", -1);
        List<String> values = new ArrayList<>();
        switch (words[0]) {
            case "header" -> values.addAll(request.values(words[1]));
            case "scheme" -> {
                for (String line : request.values(words[1])) {
                    if (line.matches("(?i)bearer([ \\t].*)?")) {
                        values.add(line.length() > 7 && line.charAt(6) == ' ' ? line.substring(7) : line);
                    }
                }
            }
            case "query" -> {
                for (String pair :
                        query.isEmpty() ? new String[0] : query.substring(1).split("&", -1)) {
                    if (name(pair).equals(words[1])) {
                        values.add(plain(pair.contains("=") ? pair.substring(pair.indexOf('=') + 1) : ""));
                    }
                }
            }
            case "cookie" -> {
                for (String line : request.values("Cookie")) {
                    for (String pair : line.split(";", -1)) {
                        if (pair.strip().startsWith(words[1] + "=")) {
                            values.add(pair.strip()
                                    .substring(words[1].length() + 1)
                                    .replaceAll("^\"(.*)\"$", "$1"));
                        }
                    }
                }
            }
            default -> {
                // The generator writes it in this one way only; what mutations make of it, the door may refuse.
                String mark = "\"key\":\"";
                int start = request.body().indexOf(mark);
                if (start >= 0 && isJson(request)) {
                    String rest = request.body().substring(start + mark.length());
                    values.add(rest.split("\"", 2)[0]);
                }
            }
        }
        return values;
    }

    private static boolean isJson(Message request) {
        List<String> types = request.values("Content-Type");
        return types.size() == 1
                && types.getFirst().matches("(?i)((application|text)/json|[^ \\t;]+\\+json)([ \\t;].*)?");
    }

    private static String name(String pair) {
        return plain(pair.split("=", 2)[0]);
    }

    private static String plain(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }

    private static String without(String query) {
        List<String> kept = new ArrayList<>();
        for (String pair : query.isEmpty() ? new String[0] : query.substring(1).split("&", -1)) {
            if (!name(pair).equals("api_key")) {
                kept.add(pair);
            }
        }
        boolean isSame = !query.isEmpty() && kept.size() == query.substring(1).split("&", -1).length;
        String rest = String.join("&", kept);
        return isSame ? query : rest.isEmpty() ? "" : "?" + rest;
    }
}
