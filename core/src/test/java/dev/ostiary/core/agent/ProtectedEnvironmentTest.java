package dev.ostiary.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.key.ImportedKey;
import dev.ostiary.core.key.IssuedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyEdit;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyRotation;
import dev.ostiary.core.key.KeyToImport;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.NewKey;
import dev.ostiary.core.memory.CoreFixture;
import dev.ostiary.core.memory.Written;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// In a protected environment it takes a permission more to deploy, and to make, change or end keys (S4.13).
final class ProtectedEnvironmentTest {
    private final CoreFixture core = new CoreFixture();
    private final Organization acme = core.organization("acme");
    private final Environment production = core.environment(acme, "production");
    private final Environment staging = core.environment(acme, "staging");
    private final Agent bot = core.agent(acme, "bot");
    private final Deployment live = core.deployment(bot, production);
    private final IssuedKey key = core.key(bot, production, "CI");
    private final IssuedKey wide = core.key(acme.id(), new KeyBinding.WholeOrganization(), "wide");
    private final IssuedKey elsewhere = core.key(bot, staging, "staging");
    private final Actor developer = core.people.actor(core.people.member("dev", acme.id(), Role.DEVELOPER));
    private final Actor admin = core.people.actor(core.people.member("admin", acme.id(), Role.ADMIN));

    @AfterEach
    void close() {
        core.close();
    }

    private Map<String, Executable> touching(Actor actor, IssuedKey touched) {
        var id = touched.key().id();
        Map<String, Executable> work = new TreeMap<>();
        work.put("edit", () -> core.editKey.edit(actor, acme.id(), id, KeyEdit.rename(new DisplayName("x " + id))));
        work.put(
                "rotate",
                () -> core.rotateKey.rotate(actor, acme.id(), id, new KeyRotation(Duration.ZERO, Optional.empty())));
        work.put("disable", () -> core.disableKey.disable(actor, acme.id(), id));
        work.put("enable", () -> core.enableKey.enable(actor, acme.id(), id));
        work.put("revoke", () -> core.revokeKey.revoke(actor, acme.id(), id));
        work.put("delete", () -> core.deleteKey.delete(actor, acme.id(), id));
        work.put(
                "issue",
                () -> core.issueKey.issue(
                        actor,
                        acme.id(),
                        new NewKey(new DisplayName("new " + id), touched.key().binding(), new Expiry.Default())));
        return work;
    }

    private static void run(Map<String, Executable> work, String what) throws Throwable {
        Optional.ofNullable(work.get(what)).orElseThrow().execute();
    }

    private void denied(String what, Executable work) {
        Written written = new Written(core.store);
        RefusedException refused = assertThrows(RefusedException.class, work, what);
        assertEquals(ProblemCode.PERMISSION_DENIED, refused.code(), what);
        assertEquals(
                "use one with the permission environments.protected",
                refused.fields().getFirst().remedy());
        written.assertNothing();
    }

    /// Developers do nothing to its keys, nor to those that are for all environments; elsewhere they go on.
    @Test
    void keys_ofProtectedEnvironment_takeThePermission() throws Throwable {
        core.protectEnvironment.protect(admin, acme.id(), production.id());

        touching(developer, key).forEach(this::denied);
        touching(developer, wide).forEach(this::denied);
        String token =
                core.revokeKeys.preview(developer, acme.id(), KeyFilter.all()).token();
        denied("revoke all", () -> core.revokeKeys.revoke(developer, acme.id(), KeyFilter.all(), token));
        run(touching(developer, elsewhere), "edit");
        run(touching(developer, elsewhere), "issue");
        run(touching(admin, key), "edit");
        run(touching(admin, wide), "issue");
    }

    /// Of keys that are brought along, those for it are refused, with the permission that is missing, and the
    /// others taken.
    @Test
    void import_ofProtectedEnvironment_isRefusedKeyByKey() {
        core.protectEnvironment.protect(admin, acme.id(), production.id());
        List<KeyToImport> keys = List.of(
                imported("one", key.key().binding()),
                imported("two", elsewhere.key().binding()));

        List<ImportedKey> outcomes =
                core.importKeys.take(developer, acme.id(), keys).value();

        ImportedKey.Refused refused = assertInstanceOf(ImportedKey.Refused.class, outcomes.getFirst());
        assertEquals(ProblemCode.PERMISSION_DENIED, refused.problem());
        assertEquals(
                "use one with the permission environments.protected",
                refused.fields().getFirst().remedy());
        assertEquals(ImportedKey.Taken.class, outcomes.get(1).getClass());
    }

    private static KeyToImport imported(String name, KeyBinding binding) {
        return new KeyToImport(
                new DisplayName(name),
                Optional.empty(),
                binding,
                Labels.NONE,
                KeyRestrictions.NONE,
                new Expiry.Never(),
                new KeyToImport.Material.Whole(Secret.of("made-elsewhere-" + name)));
    }

    /// Developers change nothing of what is deployed there.
    @Test
    void deployments_takeThePermission() {
        core.protectEnvironment.protect(admin, acme.id(), production.id());

        denied("deploy", () -> deploy(developer, production));
        denied("undeploy", () -> core.undeployAgent.undeploy(developer, acme.id(), bot.id(), live.id()));
        denied("roll back", () -> core.rollBack.rollBack(developer, acme.id(), bot.id(), live.id(), Optional.empty()));
        denied("delete the agent", () -> core.deleteAgent.delete(developer, acme.id(), bot.id()));
        assertEquals(2, deploy(developer, staging).revision());
        assertEquals(2, deploy(admin, production).revision());
    }

    /// They prepare what shall be deployed there, which nobody obeys, and others deploy it.
    @Test
    void settings_canBePrepared() {
        core.protectEnvironment.protect(admin, acme.id(), production.id());
        SettingsEdit off = SettingsEdit.keySecurity(false);

        core.editSettings.edit(developer, acme.id(), bot.id(), production.id(), off, Optional.empty());

        assertTrue(core.store
                .deployments()
                .findLive(acme.id(), bot.id(), production.id())
                .orElseThrow()
                .settings()
                .keySecurity());
        assertFalse(deploy(admin, production).settings().keySecurity());
    }

    /// Nor do they get a key to try it out.
    @Test
    void testKey_takesThePermission() {
        KeyBinding.AgentInEnvironment binding = new KeyBinding.AgentInEnvironment(bot.id(), production.id());
        core.protectEnvironment.protect(admin, acme.id(), production.id());

        denied("test key", () -> core.issueTestKey.issue(developer, acme.id(), binding));
        assertTrue(core.issueTestKey.issue(admin, acme.id(), binding).value().isPresent());
    }

    private Deployment deploy(Actor actor, Environment environment) {
        return core.deployAgent
                .deploy(actor, acme.id(), bot.id(), environment.id(), SettingsEdit.NONE, Optional.empty())
                .value();
    }

    /// The protection is for those alone to end whom it lets through; then all is as before.
    @Test
    void unprotect_opensAgain() {
        core.protectEnvironment.protect(admin, acme.id(), production.id());
        denied("unprotect", () -> core.protectEnvironment.unprotect(developer, acme.id(), production.id()));

        core.protectEnvironment.unprotect(admin, acme.id(), production.id());

        assertEquals(2, deploy(developer, production).revision());
    }

    /// Setting what is set is not written down again.
    @Test
    void protect_twice_isWrittenOnce() {
        Written written = new Written(core.store);
        core.protectEnvironment.protect(admin, acme.id(), production.id());
        core.protectEnvironment.protect(admin, acme.id(), production.id());

        assertEquals("environment.protected", written.event().action().text());
    }
}
