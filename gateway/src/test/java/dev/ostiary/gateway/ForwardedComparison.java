package dev.ostiary.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares what an upstream saw with what was sent.
///
/// @param model of what may pass
/// @param keys that no upstream may see
record ForwardedComparison(DoorModel model, List<String> keys) {
    private static final Set<String> GATEWAYS_OWN = Set.of(
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "upgrade",
            "expect",
            "transfer-encoding",
            "content-length",
            "trailer",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "traceparent",
            "tracestate",
            "authorization",
            "x-api-key",
            "x-admin",
            "cookie",
            "content-type");
    /// Why this is not that request, forwarded; empty when it is.
    String difference(Message sent, Message seen) {
        DoorModel.Expected expected = model.expected(sent);
        if (expected == null) {
            return "it may not pass";
        }
        if (!seen.startLine().equals(expected.method() + " " + expected.target() + " HTTP/1.1")) {
            return "it should be " + expected;
        }
        if (expected.body() == null
                ? !isShortened(sent.body(), seen.body())
                : !expected.body().equals(seen.body())) {
            return "its body differs";
        }
        if (!others(sent).equals(others(seen))) {
            return "its headers differ: " + others(sent) + " and " + others(seen);
        }
        return leak(expected.rule(), seen);
    }

    private static boolean isShortened(String sent, String seen) {
        int same = 0;
        while (same < seen.length() && same < sent.length() && seen.charAt(same) == sent.charAt(same)) {
            same++;
        }
        return sent.endsWith(seen.substring(same)) || sent.equals(seen);
    }

    /// What is in headers of other names is nobody's credential.
    private String leak(DoorModel.Rule rule, Message seen) {
        List<Message.Field> judged = new ArrayList<>(seen.headers());
        judged.addAll(seen.trailers());
        judged.removeIf(field -> !bearsKeys(rule, field.name().toLowerCase(Locale.ROOT)));
        String all = seen.startLine() + judged + (rule.reads("body key") ? seen.body() : "");
        for (String key : keys) {
            if (all.contains(key.substring(key.indexOf(':') + 1))) {
                return "it bears a key: " + all;
            }
        }
        return all.contains("forged") ? "it bears a forged identity: " + all : "";
    }

    private static boolean bearsKeys(DoorModel.Rule rule, String name) {
        return name.replace('_', '-').startsWith("x-ostiary-")
                || name.equals("authorization")
                || name.equals("x-api-key")
                || name.equals("x-admin") && rule.reads("header X-Admin")
                || name.equals("cookie") && rule.reads("cookie session");
    }

    private static List<Message.Field> others(Message message) {
        List<String> named = new ArrayList<>(GATEWAYS_OWN);
        for (String line : message.values("Connection")) {
            for (String name : line.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return message.headers().stream()
                .filter(field -> !named.contains(field.name().toLowerCase(Locale.ROOT)))
                .filter(field ->
                        !field.name().toLowerCase(Locale.ROOT).replace('_', '-').startsWith("x-ostiary-"))
                .toList();
    }
}
