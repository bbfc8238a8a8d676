package dev.ostiary.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares what an upstream saw with what was sent.
///
/// @param model of what may pass
/// @param keys that open here, which no upstream may see
/// @param issued all that was issued, keys and public ids: a header that bears one is erased, whatever it is called
record ForwardedComparison(DoorModel model, List<String> keys, List<String> issued) {
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

    private String leak(DoorModel.Rule rule, Message seen) {
        List<Message.Field> fields = new ArrayList<>(seen.headers());
        fields.addAll(seen.trailers());
        String all = seen.startLine() + fields + (rule.reads("body key") ? seen.body() : "");
        for (String key : keys) {
            if (all.contains(key.substring(key.indexOf(':') + 1))) {
                return "it bears a key: " + all;
            }
        }
        boolean isForged = fields.stream()
                .anyMatch(field -> isGateways(field) && field.value().contains("forged"));
        return isForged ? "it bears a forged identity: " + all : "";
    }

    private static boolean isGateways(Message.Field field) {
        return field.name().toLowerCase(Locale.ROOT).replace('_', '-').startsWith("x-ostiary-");
    }

    private boolean bearsIssued(Message.Field field) {
        return issued.stream()
                .anyMatch(key -> field.name().contains(key) || field.value().contains(key));
    }

    private List<Message.Field> others(Message message) {
        List<String> named = new ArrayList<>(GATEWAYS_OWN);
        for (String line : message.values("Connection")) {
            for (String name : line.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        message.headers().stream()
                .filter(this::bearsIssued)
                .forEach(field -> named.add(field.name().toLowerCase(Locale.ROOT)));
        return message.headers().stream()
                .filter(field -> !named.contains(field.name().toLowerCase(Locale.ROOT)))
                .filter(field -> !isGateways(field))
                .toList();
    }
}
