package dev.ostiary.core.access;

import static dev.ostiary.core.access.Door.HEADER;
import static dev.ostiary.core.access.Door.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.id.RouteId;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.vector.Vectors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a key is for and what narrows its use: routes, selections, addresses, scopes (S1.6 to S1.8, S4.9, G04).
final class RestrictionTest {
    private final Door door = new Door();

    private static TestRequest sending(String key) {
        return new TestRequest().header(HEADER, key);
    }

    private void assertAllowed(TestRequest request, AccessPolicy policy) {
        assertInstanceOf(Verdict.Allowed.class, door.decide(request, policy));
    }

    private void assertDenied(DenialReason reason, TestRequest request, AccessPolicy policy) {
        assertEquals(
                reason,
                assertInstanceOf(Verdict.Denied.class, door.decide(request, policy))
                        .reason());
    }

    static List<List<String>> ranges() {
        return Vectors.rows("address-range.tsv").stream()
                .filter(row -> !row.get(3).equals("INVALID"))
                .toList();
    }

    /// A key with addresses opens from these only, whichever way an address is written, each time it is used (G04).
    @ParameterizedTest
    @MethodSource("ranges")
    void address_isJudgedEachTime(List<String> row) {
        String key = door.key(Restricted.addresses("192.0.2.77", row.get(1)));
        AccessPolicy policy = door.policy(AccessMode.STRICT);
        for (int time = 0; time < 2; time++) {
            assertAllowed(sending(key).from("192.0.2.77"), policy);
            if (row.get(3).equals("allowed")) {
                assertAllowed(sending(key).from(row.get(2)), policy);
            } else {
                assertDenied(DenialReason.ADDRESS_REFUSED, sending(key).from(row.get(2)), policy);
            }
        }
    }

    /// From an address that is not known it does not open; without addresses a key opens from anywhere (G04).
    @Test
    void address_unknown_failsClosed() {
        AccessPolicy policy = door.policy(AccessMode.STRICT);

        assertDenied(
                DenialReason.ADDRESS_REFUSED, sending(door.key(Restricted.addresses("0.0.0.0/0", "::/0"))), policy);
        assertAllowed(sending(door.key(KeyRestrictions.NONE)), policy);
    }

    /// A key with scopes opens for the calls of one of them; without, for any.
    @Test
    void scope_anyOfThem() {
        String key = door.key(Restricted.scopes("GET /v1/models/*", "POST /v1/chat/**"));
        AccessPolicy policy = door.policy(AccessMode.STRICT);

        assertAllowed(sending(key).call("GET", "/v1/models/x"), policy);
        assertAllowed(sending(key).call("POST", "/v1/chat/completions"), policy);
        assertDenied(DenialReason.SCOPE_MISSING, sending(key).call("POST", "/v1/models/x"), policy);
        assertDenied(DenialReason.SCOPE_MISSING, sending(key).call("GET", "/v1/models"), policy);
        assertDenied(DenialReason.SCOPE_MISSING, sending(key).call("GET", "/v1/chat/../models/x"), policy);
        assertAllowed(sending(door.key()).call("DELETE", "/any/../thing"), policy);
    }

    /// A key for the whole organization opens every agent and route of it, one for an agent no route, one for
    /// routes these only (S1.8).
    @Test
    void route_followsTheBinding() {
        AccessPolicy models = door.policy(door.route);
        String routeKey = door.key(door.acme, new KeyBinding.OwnRoutes(Set.of(door.models)));
        String otherRouteKey = door.key(door.acme, new KeyBinding.OwnRoutes(Set.of(door.files)));
        String bothRoutesKey = door.key(door.acme, new KeyBinding.OwnRoutes(Set.of(door.files, door.models)));

        assertAllowed(sending(door.key(door.acme, new KeyBinding.WholeOrganization())), models);
        assertAllowed(sending(routeKey), models);
        assertAllowed(sending(bothRoutesKey), models);
        assertDenied(DenialReason.OUTSIDE_BINDING, sending(otherRouteKey), models);
        assertDenied(DenialReason.OUTSIDE_BINDING, sending(door.key()), models);
        assertDenied(DenialReason.OUTSIDE_BINDING, sending(routeKey), door.policy(AccessMode.STRICT));
        assertDenied(
                DenialReason.OTHER_ORGANIZATION,
                sending(door.key(door.globex, new KeyBinding.OwnRoutes(Set.of(door.models)))),
                models);
        assertDenied(
                DenialReason.OTHER_ORGANIZATION,
                sending(door.key(door.globex, new KeyBinding.WholeOrganization())),
                models);
        assertDenied(
                DenialReason.OUTSIDE_BINDING,
                sending(routeKey),
                door.policy(new AccessTarget.OwnRoute(door.acme, RouteId.create(door.randomness, NOW))));
    }

    /// The client API answers every live key, whatever it is for and whatever its scopes are; its addresses count
    /// there too.
    @Test
    void clientApi_takesEveryLiveKey() {
        AccessPolicy api = door.policy(new AccessTarget.ClientApi());

        assertAllowed(sending(door.key()), api);
        assertAllowed(sending(door.key(door.globex, new KeyBinding.OwnRoutes(Set.of(door.models)))), api);
        assertAllowed(sending(door.key(Restricted.scopes("POST /nowhere"))), api);
        assertDenied(DenialReason.ADDRESS_REFUSED, sending(door.key(Restricted.addresses("192.0.2.1"))), api);
        assertDenied(DenialReason.REVOKED, sending(door.key(true, false, KeyEntry.NEVER)), api);
        assertDenied(DenialReason.ORIGIN_REFUSED, sending(door.publicIdOf(door.key())), api);
    }

    /// A policy may take keys by name; a key that is renamed opens, or opens no more, at once (S1.6).
    @Test
    void selection_byName() {
        AccessPolicy policy = door.taking(new KeySelection.Named(Set.of("CI", "CD")));
        String key = door.key();

        assertDenied(DenialReason.NOT_SELECTED, sending(key), policy);
        door.relabel(key, "CD", Labels.NONE);
        assertAllowed(sending(key), policy);
        door.relabel(key, "cd", Labels.NONE);
        assertDenied(DenialReason.NOT_SELECTED, sending(key), policy);
    }

    /// Or by labels: all that match, and one that is labelled anew opens at once, with no edit of the policy
    /// (S1.7).
    @Test
    void selection_byLabels() {
        AccessPolicy policy =
                door.taking(new KeySelection.Labelled(Labels.of(Map.of("team", "payments", "tier", "gold"))));
        String key = door.key();
        String other = door.key();

        assertDenied(DenialReason.NOT_SELECTED, sending(key), policy);
        door.relabel(key, "CI", Labels.of(Map.of("team", "payments", "tier", "gold", "more", "")));
        door.relabel(other, "CD", Labels.of(Map.of("team", "payments")));
        assertAllowed(sending(key), policy);
        assertDenied(DenialReason.NOT_SELECTED, sending(other), policy);
        door.relabel(key, "CI", Labels.NONE);
        assertDenied(DenialReason.NOT_SELECTED, sending(key), policy);
    }

    /// A key that is not taken is a wrong one: it counts as none where wrong ones do (S1.12, S1.14).
    @ParameterizedTest
    @EnumSource(AccessMode.class)
    void notSelected_isWrong(AccessMode mode) {
        AccessPolicy policy = new AccessPolicy.KeyRequired(
                mode, List.of(Location.AGENT_ENDPOINT), new KeySelection.Named(Set.of("other")), door.target);
        Verdict verdict = door.decide(sending(door.key()), policy);

        assertEquals(mode == AccessMode.PERMISSIVE, verdict instanceof Verdict.Anonymous);
        assertEquals(DenialReason.NOT_SELECTED.problem(), DenialReason.UNKNOWN.problem());
    }

    /// Of several reasons the first in the documented order is named: binding, selection, state, origin, address,
    /// scope.
    @Test
    void severalReasons_firstIsNamed() {
        KeyRestrictions all = new KeyRestrictions(
                List.of(Scope.parse("POST /nowhere").orElseThrow()),
                List.of(),
                List.of(AddressRange.parse("192.0.2.1").orElseThrow()),
                List.of());
        String key = door.key(all);
        AccessPolicy strict = door.policy(AccessMode.STRICT);
        AccessPolicy named = door.taking(new KeySelection.Named(Set.of("other")));
        String ended = door.key(true, true, 0);

        assertDenied(DenialReason.ORIGIN_REFUSED, sending(door.publicIdOf(key)), strict);
        assertDenied(DenialReason.ADDRESS_REFUSED, sending(key), strict);
        assertDenied(DenialReason.SCOPE_MISSING, sending(key).from("192.0.2.1"), strict);
        assertDenied(DenialReason.NOT_SELECTED, sending(key), named);
        assertDenied(DenialReason.NOT_SELECTED, sending(ended), named);
        assertDenied(
                DenialReason.OUTSIDE_BINDING,
                sending(ended),
                new AccessPolicy.KeyRequired(
                        AccessMode.STRICT,
                        List.of(Location.AGENT_ENDPOINT),
                        new KeySelection.Named(Set.of("other")),
                        door.route));
    }

    /// A selection that would take all keys by mistake cannot be made.
    @Test
    void selection_withoutLabels_cannotExist() {
        assertEquals(
                "a selection without labels would take all keys",
                assertThrows(IllegalArgumentException.class, () -> new KeySelection.Labelled(Labels.NONE))
                        .getMessage());
    }
}
