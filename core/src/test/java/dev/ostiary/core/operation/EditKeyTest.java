package dev.ostiary.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEvent;
import dev.ostiary.core.audit.Stamp;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.KeyId;
import dev.ostiary.core.key.ApiKey;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyEdit;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.NewKey;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Editing what a key may do: its next request is judged by what it is then (S2.14), and it never becomes able to
/// do more within its scopes.
final class EditKeyTest {
    private static final Actor ACTOR = Actor.system();
    private static final KeyEdit NOTHING = new KeyEdit(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");

    @AfterEach
    void close() {
        core.close();
    }

    private static List<Scope> scopes(String... texts) {
        return Arrays.stream(texts).map(text -> Scope.parse(text).orElseThrow()).toList();
    }

    private static List<DomainPattern> domains(String... texts) {
        return Arrays.stream(texts)
                .map(text -> DomainPattern.parse(text).orElseThrow())
                .toList();
    }

    private ApiKey key(String name, List<Scope> scopes) {
        NewKey request = new NewKey(
                new DisplayName(name),
                new KeyBinding.WholeOrganization(),
                Labels.of(Map.of("team", "payments")),
                new KeyRestrictions(scopes, domains("example.com"), List.of(), List.of()),
                new Expiry.Never());
        IssuedKey issued = core.issueKey.issue(ACTOR, acme.id(), request).value();
        core.clock.advance(Duration.ofMinutes(1));
        return issued.key();
    }

    private ApiKey edit(KeyId id, KeyEdit edit) {
        return core.editKey.edit(ACTOR, acme.id(), id, edit).value();
    }

    private static KeyEdit ofScopes(List<Scope> scopes) {
        return new KeyEdit(
                Optional.empty(),
                Optional.empty(),
                Optional.of(scopes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void assertWider(ApiKey key, String... scopes) {
        Written written = new Written(core.store);
        RefusedException refused = assertThrows(RefusedException.class, () -> edit(key.id(), ofScopes(scopes(scopes))));
        assertEquals(ProblemCode.KEY_SCOPE_WIDER, refused.code());
        written.assertNothing();
    }

    /// What was asked for at the issue is what the key is, and stands in the trail.
    @Test
    void issue_withRestrictions_isWrittenDown() {
        Written written = new Written(core.store);
        ApiKey key = key("CI", scopes("GET /v1/*", "* /v2/**"));

        assertEquals(Optional.of(key), core.store.keys().find(acme.id(), key.id()));
        assertEquals(
                Map.of(
                        "name", "CI",
                        "labels", "team=payments",
                        "scopes", "GET /v1/*; * /v2/**",
                        "domains", "example.com",
                        "binding", "organization",
                        "expiresAt", "never"),
                written.event().changes().after());
    }

    /// Everything that may be edited changes at once, the rest stays, and both sides stand in the trail (S2.14).
    @Test
    void edit_everything_changesIt() {
        ApiKey key = key("CI", scopes("GET,POST /v1/**"));
        KeyRestrictions restrictions = new KeyRestrictions(
                scopes("GET /v1/models"),
                domains("*.example.org"),
                List.of(AddressRange.parse("10.0.0.0/8").orElseThrow()),
                List.of(new RateLimit("minute", 60, Duration.ofMinutes(1))));
        Written written = new Written(core.store);
        ApiKey after = edit(
                key.id(),
                new KeyEdit(
                        Optional.of(new DisplayName("CD")),
                        Optional.of(Labels.of(Map.of("team", "search"))),
                        Optional.of(restrictions.scopes()),
                        Optional.of(restrictions.domains()),
                        Optional.of(restrictions.addresses()),
                        Optional.of(restrictions.limits())));

        assertEquals(
                key.edited(
                        new DisplayName("CD"),
                        Labels.of(Map.of("team", "search")),
                        restrictions,
                        new Stamp(core.clock.instant(), "system")),
                after);
        assertEquals(List.of(KeyEntry.of(after)), core.store.dataPlane().keys(List.of(key.id())));
        AuditEvent event = written.event();
        assertEquals("key.edited", event.action().text());
        assertEquals("GET,POST /v1/**", event.changes().before().get("scopes"));
        assertEquals("GET /v1/models", event.changes().after().get("scopes"));
        assertEquals("*.example.org", event.changes().after().get("domains"));
        assertEquals("10.0.0.0/8", event.changes().after().get("addresses"));
        assertFalse(event.changes().before().containsKey("addresses"));
        assertEquals("minute=60 per PT1M", event.changes().after().get("limits"));
        assertEquals("team=payments", event.changes().before().get("labels"));
        assertEquals("CI", event.changes().before().get("name"));
        assertEquals(1, written.changes().size());
    }

    /// An edit of nothing, or to what is there already, is not written down.
    @Test
    void edit_nothing_changesNothing() {
        ApiKey key = key("CI", scopes("GET /v1/**"));
        Written written = new Written(core.store);

        assertEquals(key, edit(key.id(), NOTHING));
        assertEquals(key, edit(key.id(), ofScopes(scopes("GET /v1/**"))));
        written.assertNothing();
    }

    /// Scopes can be narrowed, step by step; each step is the measure of the next.
    @Test
    void edit_narrowerScopes_areTaken() {
        ApiKey key = key("CI", List.of());
        for (List<Scope> narrower : List.of(
                scopes("* /v1/**", "GET /v2/**"),
                scopes("GET,POST /v1/**"),
                scopes("GET /v1/*", "POST /v1/jobs"),
                scopes("GET /v1/models"))) {
            assertEquals(
                    narrower, edit(key.id(), ofScopes(narrower)).restrictions().scopes());
        }
        assertWider(key, "GET /v1/jobs");
    }

    /// Scopes cannot be widened: no other method, no other path, no wider pattern, and never to everything.
    @Test
    void edit_widerScopes_areRefused() {
        ApiKey key = key("CI", scopes("GET,POST /v1/*"));

        assertWider(key);
        assertWider(key, "DELETE /v1/models");
        assertWider(key, "* /v1/models");
        assertWider(key, "GET /v1/**");
        assertWider(key, "GET /v1/models/one");
        assertWider(key, "GET /v2/models");
        assertWider(key, "GET /v1/models", "GET /v2/models");
    }

    /// Domains, addresses, limits and labels may be taken away as well.
    @Test
    void edit_toNothing_takesAway() {
        ApiKey key = key("CI", List.of());
        ApiKey after = edit(
                key.id(),
                new KeyEdit(
                        Optional.empty(),
                        Optional.of(Labels.NONE),
                        Optional.empty(),
                        Optional.of(List.of()),
                        Optional.of(List.of()),
                        Optional.of(List.of())));

        assertEquals(KeyRestrictions.NONE, after.restrictions());
        assertEquals(Labels.NONE, after.labels());
    }
}
