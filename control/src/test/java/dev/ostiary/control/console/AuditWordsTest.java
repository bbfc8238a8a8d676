package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.audit.AuditAction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who reads the audit trail reads words.
class AuditWordsTest {
    @ParameterizedTest
    @CsvSource({
        "key.issued, Key created",
        "member.role-changed, Member role changed",
        "provider-key.edited, Provider key edited",
        "account.signed-in, Signed in",
        "moon.landed-on, Moon landed on",
        "odd, Odd",
        "'', ''"
    })
    void of_action_isWords(String action, String words) {
        assertEquals(words, AuditWords.of(action));
    }

    /// Every action can be chosen, once, and no two are called the same.
    @Test
    void groups_haveEveryActionOnce() {
        List<AuditWords.Choice> choices = AuditWords.groups().stream()
                .flatMap(group -> group.choices().stream())
                .toList();
        Set<String> words = choices.stream().map(AuditWords.Choice::words).collect(Collectors.toSet());

        assertEquals(
                new HashSet<>(Arrays.stream(AuditAction.values())
                        .map(AuditAction::text)
                        .toList()),
                choices.stream().map(AuditWords.Choice::action).collect(Collectors.toSet()));
        assertEquals(AuditAction.values().length, choices.size());
        assertEquals(choices.size(), words.size());
    }

    /// What is done to one and to many stands together, and groups stand in the order of the alphabet.
    @Test
    void groups_areByWhatItIsDoneTo() {
        List<String> labels =
                AuditWords.groups().stream().map(AuditWords.Group::label).toList();

        assertEquals(labels.stream().sorted().distinct().toList(), labels);
        assertEquals(1, labels.stream().filter(label -> label.equals("Key")).count());
        assertEquals(0, labels.stream().filter(label -> label.endsWith("keys")).count());
    }
}
