package dev.ostiary.core.denial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.DenialReason;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.page.PageRequest;
import dev.ostiary.core.store.StoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [DenialLog] does (C2).
public abstract class DenialLogContract extends StoreContract {
    private Organization acme;
    private Organization globex;

    @BeforeEach
    final void createOrganizations() {
        acme = organization("acme");
        globex = organization("globex");
    }

    private DenialLog denials() {
        return store.denials();
    }

    private Denial denial(Organization organization, String request, Instant at) {
        return new Denial(
                request,
                at,
                organization.id(),
                organization.slug() + "/production/echo",
                "GET",
                DenialReason.EXPIRED,
                Optional.of(KeyId.create(randomness, at)),
                "2001:db8::1");
    }

    private Optional<Denial> find(Denial denial) {
        return denials().find(denial.organization(), denial.requestId());
    }

    /// What was put in is answered in every field, for every reason, with a key and without.
    @Test
    void append_isAnsweredWhole() {
        List<Denial> written = new ArrayList<>();
        for (DenialReason reason : DenialReason.values()) {
            Denial template = denial(acme, "req_" + reason, tick());
            Optional<KeyId> key = reason == DenialReason.MISSING ? Optional.empty() : template.key();
            written.add(new Denial(
                    template.requestId(), tick(), acme.id(), "acme/api", "M-SEARCH", reason, key, "203.0.113.7"));
        }
        denials().append(written);

        for (Denial denial : written) {
            assertEquals(Optional.of(denial), find(denial));
        }
    }

    /// Nothing to write is no fault.
    @Test
    void append_nothing_doesNothing() {
        denials().append(List.of());

        assertEquals(Optional.empty(), denials().find(acme.id(), "req_1"));
    }

    /// A denial is its organization's alone, also when two have a request of the same id (I01).
    @Test
    void find_ofAnotherOrganization_isEmpty() {
        Denial ours = denial(acme, "req_ours", tick());
        Denial same = denial(acme, "req_same", tick());
        Denial theirSame = denial(globex, "req_same", tick());
        denials().append(List.of(ours, same, theirSame));

        assertEquals(Optional.empty(), denials().find(globex.id(), "req_ours"));
        assertEquals(Optional.of(same), find(same));
        assertEquals(Optional.of(theirSame), find(theirSame));
    }

    /// A second denial of one request does not replace the first, and no other of its batch is lost by it.
    @Test
    void append_sameRequestAgain_keepsTheFirst() {
        Denial first = denial(acme, "req_1", tick());
        Denial other = denial(acme, "req_2", tick());
        denials().append(List.of(first));
        denials().append(List.of(denial(acme, "req_1", tick()), other));

        assertEquals(Optional.of(first), find(first));
        assertEquals(Optional.of(other), find(other));
    }

    /// Those of one key, newest first, page by page; those of other keys and organizations are not among them.
    @Test
    void list_isOfOneKey() {
        KeyId key = KeyId.create(randomness, tick());
        List<Denial> ours = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            ours.addFirst(withKey(denial(acme, "req_" + number, tick()), key));
        }
        denials().append(ours);
        denials().append(List.of(denial(acme, "req_6", tick()), withKey(denial(globex, "req_7", tick()), key)));

        Page<Denial> first = denials().list(acme.id(), key, new PageRequest(3, Optional.empty()));
        assertEquals(ours.subList(0, 3), first.items());
        Page<Denial> second = denials().list(acme.id(), key, new PageRequest(3, first.nextCursor()));
        assertEquals(ours.subList(3, 5), second.items());
        assertEquals(Optional.empty(), second.nextCursor());
        for (String strange : STRANGE_CURSORS) {
            assertTrue(denials()
                            .list(acme.id(), key, new PageRequest(3, Optional.of(strange)))
                            .items()
                            .size()
                    <= 3);
        }
    }

    private static Denial withKey(Denial denial, KeyId key) {
        return new Denial(
                denial.requestId(),
                denial.at(),
                denial.organization(),
                denial.route(),
                denial.method(),
                denial.reason(),
                Optional.of(key),
                denial.address());
    }

    /// What is older than the instant is forgotten in every organization, to the millisecond; what is not stays.
    @Test
    void forgetBefore_forgetsWhatIsOlder() {
        Instant end = START.plusSeconds(60);
        Denial old = denial(acme, "req_old", end.minusMillis(1));
        Denial theirOld = denial(globex, "req_old", START);
        Denial atTheEnd = denial(acme, "req_edge", end);
        Denial theirs = denial(globex, "req_new", end.plusSeconds(1));
        denials().append(List.of(old, theirOld, atTheEnd, theirs));
        denials().forgetBefore(end);
        denials().forgetBefore(end);

        assertEquals(Optional.empty(), find(old));
        assertEquals(Optional.empty(), find(theirOld));
        assertEquals(Optional.of(atTheEnd), find(atTheEnd));
        assertEquals(Optional.of(theirs), find(theirs));
    }

    /// Many nodes write at once, in whatever order, and all of it is there.
    @Test
    void append_manyAtOnce_areAllThere() throws Exception {
        concurrently(6, thread -> {
            for (int turn = 0; turn < 5; turn++) {
                List<Denial> batch = new ArrayList<>();
                for (int number = 0; number < 20; number++) {
                    batch.add(denial(acme, "req_" + thread + "_" + turn + "_" + number, START));
                }
                batch.add(denial(globex, "req_shared_" + turn, START));
                batch.add(denial(globex, "req_shared_" + (4 - turn), START));
                denials().append(thread % 2 == 0 ? batch : batch.reversed());
            }
        });

        for (int thread = 0; thread < 6; thread++) {
            for (int number = 0; number < 20; number++) {
                String request = "req_" + thread + "_4_" + number;
                assertEquals(1, denials().find(acme.id(), request).stream().count());
            }
        }
    }
}
