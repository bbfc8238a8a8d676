package dev.ostiary.core.key;

import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.key.IdentifiedKey.Trace;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Pepper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Looks for the keys of one organization that one text may belong to: for what is certain first, and for what several
/// keys may share after that.
final class KeySearcher {
    private final KeyTraces traces;
    private final OrganizationId organization;
    private final List<Pepper> peppers;
    private final List<TestKey> testKeys;
    private final List<IdentifiedKey> keys = new ArrayList<>();
    private final List<IdentifiedTestKey> tests = new ArrayList<>();

    KeySearcher(KeyTraces traces, TestKeyStore testKeys, OrganizationId organization, List<Pepper> peppers) {
        this.traces = traces;
        this.organization = organization;
        this.peppers = peppers;
        // They live ten minutes, so they are few.
        this.testKeys = testKeys.listFor(organization, Optional.empty(), Optional.empty());
    }

    Identification search(LeakedText text) {
        Set<KeyDigest> digests = digests(text);
        List<String> publicIds = text.publicIds();
        List<KeyFragment> fragments = text.fragments();
        List<KeyFragment> enough =
                fragments.stream().filter(fragment -> fragment.missing() == 0).toList();
        if (digests.isEmpty() && publicIds.isEmpty() && enough.isEmpty()) {
            throw tooLittle(fragments);
        }
        byDigest(digests);
        byPublicId(publicIds);
        if (keys.isEmpty() && tests.isEmpty()) {
            enough.forEach(this::byFragment);
        }
        return new Identification(once(keys), onceEach(tests), hint());
    }

    private static RefusedException tooLittle(List<KeyFragment> fragments) {
        int missing = fragments.stream().mapToInt(KeyFragment::missing).min().orElse(0);
        return RefusedException.field(
                "text",
                missing == 0
                        ? IdentifyKey.REMEDY
                        : "not enough: give " + missing + " more " + (missing == 1 ? "character" : "characters")
                                + " of the beginning or the end, behind the prefix; four of either are kept");
    }

    private Set<KeyDigest> digests(LeakedText text) {
        Set<String> secrets = text.secrets();
        List<byte[]> hashes = text.hashes();
        Set<KeyDigest> digests = new HashSet<>();
        for (Pepper pepper : peppers) {
            KeyDigester digester = new KeyDigester(pepper);
            secrets.forEach(secret -> digests.add(digester.digest(secret)));
            hashes.forEach(hash -> digests.add(digester.digestOfSha256(hash)));
        }
        return digests;
    }

    private void byDigest(Set<KeyDigest> digests) {
        if (digests.isEmpty()) {
            return;
        }
        for (FoundKey each : traces.byDigest(organization, digests)) {
            keys.add(new IdentifiedKey(each, each.former().isPresent() ? Trace.FORMER_SECRET : Trace.SECRET));
        }
        testKeys.stream()
                .filter(test -> digests.contains(test.secret().digest()))
                .forEach(test -> tests.add(new IdentifiedTestKey(test, Trace.SECRET)));
    }

    private void byPublicId(List<String> publicIds) {
        for (String publicId : publicIds) {
            add(traces.byPublicId(organization, publicId), Trace.PUBLIC_ID);
        }
    }

    private void byFragment(KeyFragment fragment) {
        if (!fragment.publicStart().isEmpty()) {
            add(traces.byPublicIdStart(organization, fragment.publicStart()), Trace.PUBLIC_ID);
        }
        if (!fragment.masks().isEmpty()) {
            add(traces.byMask(organization, fragment.masks()), Trace.MASK);
            addTests(fragment.masks()::contains, Trace.MASK);
        }
        if (!fragment.starts().isEmpty()) {
            add(traces.byMaskStart(organization, fragment.starts()), Trace.START);
            addTests(mask -> fragment.starts().stream().anyMatch(mask::startsWith), Trace.START);
        }
        if (!fragment.ends().isEmpty()) {
            add(traces.byMaskEnd(organization, fragment.ends()), Trace.END);
            addTests(mask -> fragment.ends().stream().anyMatch(mask::endsWith), Trace.END);
        }
    }

    private void add(List<FoundKey> found, Trace by) {
        found.forEach(each -> keys.add(new IdentifiedKey(each, by)));
    }

    private void addTests(Predicate<String> isMeant, Trace by) {
        testKeys.stream()
                .filter(test -> isMeant.test(test.secret().mask()))
                .forEach(test -> tests.add(new IdentifiedTestKey(test, by)));
    }

    /// What would tell several that only share an end apart.
    private Optional<String> hint() {
        Set<Trace> by = new TreeSet<>();
        Set<String> ids = new HashSet<>();
        keys.forEach(each -> {
            by.add(each.by());
            ids.add(each.found().key().id().value());
        });
        tests.forEach(each -> {
            by.add(each.by());
            ids.add(each.key().id().value());
        });
        by.retainAll(Set.of(Trace.START, Trace.END, Trace.MASK));
        if (ids.size() < 2 || by.isEmpty()) {
            return Optional.empty();
        }
        if (by.contains(Trace.MASK)) {
            return Optional.of("no more of these keys is kept: the whole key or its SHA-256 tells which it is");
        }
        if (by.size() > 1) {
            return Optional.of("say which end of a key it is: abcd… for the first, …wxyz for the last characters");
        }
        return Optional.of(
                by.contains(Trace.START)
                        ? "several keys begin so: give the last four characters too, as in abcd…wxyz"
                        : "several keys end so: give the first four characters too, as in abcd…wxyz");
    }

    /// Each key by the first that led to it.
    private static List<IdentifiedKey> once(List<IdentifiedKey> found) {
        Set<Object> seen = new HashSet<>();
        return found.stream()
                .filter(each -> seen.add(each.found().key().id()))
                .limit(KeyTraces.MOST)
                .toList();
    }

    private static List<IdentifiedTestKey> onceEach(List<IdentifiedTestKey> found) {
        Set<Object> seen = new HashSet<>();
        return found.stream()
                .filter(each -> seen.add(each.key().id()))
                .limit(KeyTraces.MOST)
                .toList();
    }
}
