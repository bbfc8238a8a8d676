package dev.ostiary.control.console;

import dev.ostiary.core.audit.AuditAction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was done, in words. Codes are words already, save for their marks and some that say too little alone.
final class AuditWords {
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("account.identity-linked", "Account linked to an identity"),
            Map.entry("account.identity-unlinked", "Account unlinked from an identity"),
            Map.entry("account.passkey-added", "Passkey added"),
            Map.entry("account.passkey-removed", "Passkey removed"),
            Map.entry("account.password-changed", "Password changed"),
            Map.entry("account.sessions-ended", "Sessions ended"),
            Map.entry("account.sign-in-failed", "Sign-in failed"),
            Map.entry("account.signed-in", "Signed in"),
            Map.entry("account.signed-out", "Signed out"),
            Map.entry("audit.exported", "Audit trail exported"),
            Map.entry("audit.read", "Audit trail read"),
            Map.entry("audit.verified", "Audit trail verified"),
            Map.entry("denial.explained", "Refusal explained"),
            Map.entry("deployment.created", "Deployed"),
            Map.entry("deployment.undeployed", "Undeployed"),
            Map.entry("key.identified", "Key looked up"),
            Map.entry("key.issued", "Key created"),
            Map.entry("key.not-identified", "Unknown key looked up"),
            Map.entry("management-key.issued", "Management key created"),
            Map.entry("test-key.issued", "Test key created"));

    private AuditWords() {}

    /// Actions on one sort of thing, for the choice of one.
    record Group(String label, List<Choice> choices) {}

    /// An action.
    record Choice(String action, String words) {}

    /// @param action its code, which need not be one of ours: a newer server may have written it
    static String of(String action) {
        return OWN.getOrDefault(action, sentence(action.replace('.', ' ')));
    }

    /// All of ours, by what they are done to.
    static List<Group> groups() {
        return Arrays.stream(AuditAction.values())
                .collect(Collectors.groupingBy(
                        action -> subject(action.subjectKind()),
                        TreeMap::new,
                        Collectors.mapping(
                                action -> new Choice(action.text(), of(action.text())), Collectors.toList())))
                .entrySet()
                .stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    private static String subject(String kind) {
        return switch (kind) {
            case "audit" -> "Audit trail";
            case "denial" -> "Refusal";
            case String many when many.endsWith("keys") -> sentence(many.substring(0, many.length() - 1));
            case String one -> sentence(one);
        };
    }

    private static String sentence(String code) {
        String words = code.replace('-', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
