package dev.ostiary.core.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.RetiredSecret;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.store.StoreContract;
import dev.ostiary.core.usage.FormerSecretUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store keeps of keys beside their records: replaced secrets, policies, traces; and how it takes many in.
public abstract class KeyHistoryContract extends StoreContract {
    private static final Instant LATER = START.plus(Duration.ofDays(1));

    private Organization acme;
    private Organization globex;
    private ApiKey key;

    @BeforeEach
    final void createKey() {
        acme = organization("acme");
        globex = organization("globex");
        key = key(acme, "CI");
    }

    private ReplacedSecret replaced(Instant at, Instant until) {
        ReplacedSecret secret = new ReplacedSecret(key.id(), newSecret(), at, until);
        store.replacedSecrets().add(secret);
        return secret;
    }

    private static RetiredSecret retired(ReplacedSecret secret) {
        return new RetiredSecret(
                secret.secret().digest(), secret.key(), secret.acceptedUntil().toEpochMilli());
    }

    /// Nodes learn of replaced secrets for as long as they ask for, and owners see the newest (A.12).
    @Test
    void replacedSecrets_areKept() {
        ReplacedSecret ended = replaced(START, START.plusMillis(1));
        ReplacedSecret accepted = replaced(START.plusMillis(2), LATER);

        assertEquals(List.of(accepted, ended), store.replacedSecrets().list(acme.id(), List.of(key.id())));
        assertEquals(List.of(), store.replacedSecrets().list(globex.id(), List.of(key.id())));
        assertEquals(
                Set.of(retired(accepted), retired(ended)),
                Set.copyOf(store.dataPlane().retiredSecrets(START)));
        assertEquals(List.of(retired(accepted)), store.dataPlane().retiredSecrets(START.plusMillis(1)));
        assertEquals(
                List.of(retired(accepted)), store.dataPlane().retiredSecrets(List.of(key.id()), START.plusMillis(1)));
        assertEquals(
                List.of(),
                store.dataPlane().retiredSecrets(List.of(key(acme, "other").id()), START));
    }

    /// An end is an earlier one or none.
    @Test
    void replacedSecrets_end_neverProlongs() {
        ReplacedSecret ended = replaced(START, START.plusMillis(1));
        ReplacedSecret accepted = replaced(START.plusMillis(2), LATER);
        store.replacedSecrets().end(key.id(), START.plusSeconds(1));

        assertEquals(
                List.of(accepted.until(START.plusSeconds(1)), ended),
                store.replacedSecrets().list(acme.id(), List.of(key.id())));
    }

    /// Only the newest are answered of each key.
    @Test
    void replacedSecrets_areBounded() {
        List<ReplacedSecret> all = new ArrayList<>();
        for (int number = 0; number < ReplacedSecretStore.SHOWN + 2; number++) {
            all.addFirst(replaced(START.plusMillis(number), LATER));
        }
        assertEquals(
                all.subList(0, ReplacedSecretStore.SHOWN),
                store.replacedSecrets().list(acme.id(), List.of(key.id())));
    }

    /// Uses of a replaced secret are summed by itself, with the last address (C3).
    @Test
    void formerUsage_isSummed() {
        KeyDigest secret = newSecret().digest();
        KeyDigest unused = newSecret().digest();
        store.usage().addFormer(List.of(new FormerSecretUsage(secret, 2, LATER, Optional.of("192.0.2.1"))));
        store.usage().addFormer(List.of(new FormerSecretUsage(secret, 3, START, Optional.of("192.0.2.2"))));
        store.usage().addFormer(List.of());

        assertEquals(
                Map.of(secret, new FormerSecretUsage(secret, 5, LATER, Optional.of("192.0.2.1"))),
                store.usage().findFormer(List.of(secret, unused)));
    }

    /// Each organization has its own policy, and none to begin with.
    @Test
    void policy_isOwn() {
        KeyPolicy strict = new KeyPolicy(Optional.of(Duration.ofDays(30)), false, Optional.of(100));
        assertEquals(KeyPolicy.OPEN, store.keyPolicies().get(acme.id()));
        store.keyPolicies().set(acme.id(), KeyPolicy.OPEN);
        store.keyPolicies().set(acme.id(), strict);
        assertEquals(strict, store.keyPolicies().get(acme.id()));
        assertEquals(KeyPolicy.OPEN, store.keyPolicies().get(globex.id()));
    }

    /// What leaked leads to its key, to a tombstone too, and never to another organization's (S4.12).
    @Test
    void traces_leadToTheirKeys() {
        ReplacedSecret former = replaced(START, START);
        ApiKey deleted = change(key, found -> found.deleted(stamp("a")));
        KeyDigest present = key.secret().digest();
        List<KeyDigest> both = List.of(present, former.secret().digest());

        assertEquals(
                Set.of(new FoundKey(deleted, Optional.empty()), new FoundKey(deleted, Optional.of(former))),
                Set.copyOf(store.keyTraces().byDigest(acme.id(), both)));
        assertEquals(
                List.of(new FoundKey(deleted, Optional.empty())),
                store.keyTraces().byPublicId(acme.id(), key.publicId()));
        assertEquals(
                2,
                store.keyTraces()
                        .byMask(acme.id(), List.of(key.secret().mask()))
                        .size());
        assertEquals(List.of(), store.keyTraces().byDigest(globex.id(), both));
        assertEquals(List.of(), store.keyTraces().byPublicId(globex.id(), key.publicId()));
        assertEquals(
                List.of(),
                store.keyTraces().byMask(globex.id(), List.of(key.secret().mask())));
    }

    /// The first and the last characters of a secret, a former one's too, and the beginning of a public id lead to
    /// their keys, letter case and all, and never to another organization's (S4.12).
    @Test
    void traces_byPieces_leadToTheirKeys() {
        ReplacedSecret former = replaced(START, START);
        KeyTraces traces = store.keyTraces();
        String mask = key.secret().mask();
        List<String> starts = List.of("nothing", mask.substring(0, 12));
        List<String> ends = List.of(mask.substring(mask.length() - 5));
        String publicId = key.publicId().substring(0, 12);

        assertEquals(
                Set.of(new FoundKey(key, Optional.empty()), new FoundKey(key, Optional.of(former))),
                Set.copyOf(traces.byMaskStart(acme.id(), starts)));
        assertEquals(2, traces.byMaskEnd(acme.id(), ends).size());
        assertEquals(List.of(new FoundKey(key, Optional.empty())), traces.byPublicIdStart(acme.id(), publicId));
        assertEquals(List.of(), traces.byMaskStart(acme.id(), List.of(mask.toUpperCase(Locale.ROOT))));
        assertEquals(List.of(), traces.byMaskStart(acme.id(), List.of(mask.substring(1))));
        assertEquals(List.of(), traces.byMaskEnd(acme.id(), List.of("%", "_")));
        assertEquals(List.of(), traces.byMaskStart(globex.id(), starts));
        assertEquals(List.of(), traces.byMaskEnd(globex.id(), ends));
        assertEquals(List.of(), traces.byPublicIdStart(globex.id(), publicId));
    }

    /// Many keys are taken in as if they came one by one, texts of every kind as they are.
    @Test
    void intake_takesMany() {
        List<ApiKey> keys = new ArrayList<>();
        for (int number = 0; number < 1001; number++) {
            keys.add(newKey(acme, "tab\\t 'quote' \\N ä " + number, new KeyBinding.WholeOrganization()));
        }
        ApiKey described = keys.getFirst().described(Description.parse("back\\slash"), stamp("a"));
        keys.set(0, described);
        store.keyIntake().insertAll(keys);

        assertEquals(Optional.of(described), store.keys().find(acme.id(), described.id()));
        assertEquals(1002, store.keys().listLive(acme.id(), KeyFilter.all()).size());
        List<KeyEntry> read =
                store.dataPlane().keys(keys.stream().map(ApiKey::id).toList());
        assertEquals(1001, read.size());
        KeySearch search = KeySearch.parse("quote 1000").orElseThrow();
        KeyFilter filter = new KeyFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Labels.NONE,
                Optional.empty(),
                Optional.of(search),
                Optional.empty(),
                Optional.empty());
        for (KeySort sort : KeySort.values()) {
            assertEquals(
                    List.of(keys.getLast()),
                    store.keys()
                            .list(acme.id(), filter, sort, PageRequest.first())
                            .items());
        }
    }

    /// What is taken is known beforehand, whoever has it; names are an organization's own.
    @Test
    void intake_knowsWhatIsTaken() {
        ReplacedSecret former = replaced(START, START);
        KeyDigest free = newSecret().digest();
        assertEquals(
                Map.of(
                        key.secret().digest(), acme.id(),
                        former.secret().digest(), acme.id()),
                store.keyIntake()
                        .owners(List.of(key.secret().digest(), former.secret().digest(), free)));
        List<DisplayName> names = List.of(key.name(), new DisplayName("free"));
        assertEquals(Set.of(key.name()), store.keyIntake().liveNames(acme.id(), names));
        assertEquals(Set.of(), store.keyIntake().liveNames(globex.id(), names));
        change(key, found -> found.revoked(stamp("a")));
        assertEquals(Set.of(), store.keyIntake().liveNames(acme.id(), names));
    }

    /// One that cannot be taken keeps all out.
    @Test
    void intake_nameTaken_takesNone() {
        List<ApiKey> keys = List.of(
                newKey(acme, "free", new KeyBinding.WholeOrganization()),
                newKey(acme, "CI", new KeyBinding.WholeOrganization()));
        assertRefused(
                ProblemCode.KEY_NAME_TAKEN,
                () -> inTransaction(() -> store.keyIntake().insertAll(keys)));
        assertEquals(List.of(key.id()), store.keys().listLive(acme.id(), KeyFilter.all()));
    }
}
