package dev.ostiary.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.json.Json;
import dev.ostiary.app.process.Distribution.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Invitations, environments and management keys by commands; what a key may not do is told with the permission that it
/// lacks (S4.13, I04).
@TestInstance(Lifecycle.PER_CLASS)
class PeopleCommandIT {
    private Distribution ostiary;
    private Path data;
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        ostiary = new Distribution(folder);
        data = folder.resolve("installation");
        server = ostiary.up(data);
    }

    @AfterAll
    void stop() throws InterruptedException {
        assertEquals(0, server.stop());
    }

    private Finished process(String... arguments) throws IOException, InterruptedException {
        return ostiary.run(Stream.concat(Arrays.stream(arguments), Stream.of("--data", "installation"))
                .toArray(String[]::new));
    }

    private Finished run(String... arguments) {
        return Command.on(data, arguments);
    }

    private JsonNode json(String... arguments) {
        Finished finished = run(
                Stream.concat(Arrays.stream(arguments), Stream.of("-o", "json")).toArray(String[]::new));
        assertEquals(0, finished.exitCode(), finished::err);
        return Json.parse(finished.out()).orElseThrow();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }

    /// An invitation shows its token once, is listed without it, and taken back.
    @Test
    void invitation_isMadeListedAndTakenBack() throws Exception {
        JsonNode made = json("invitations", "create", "Zoe@example.com", "--role", "developer");
        String token = text(made, "token");
        assertEquals("zoe@example.com", text(made, "email"));
        assertEquals(43, token.length());

        Finished listed = process("invitations", "list", "-o", "json");
        assertTrue(listed.out().contains(text(made, "id")));
        assertFalse(listed.out().contains(token));
        assertTrue(run("invitations", "list").out().contains("developer"));
        assertEquals("zoe@example.com", text(json("invitations", "get", text(made, "id")), "email"));
        assertEquals(3, process("members", "get", "zoe@example.com").exitCode());
        assertEquals(text(made, "id"), text(json("invitations", "revoke", text(made, "id")), "id"));
        assertEquals(3, run("invitations", "revoke", text(made, "id")).exitCode());
        assertTrue(run("members", "list").out().contains("./ostiary invitations create"));
        assertEquals(3, run("members", "remove", "zoe@example.com").exitCode());
        assertEquals(3, run("members", "role", "zoe@example.com", "admin").exitCode());
    }

    /// A management key does what it is for, is told what it lacks, and is refused once it was revoked.
    @Test
    void managementKey_doesWhatItIsForUntilRevoked() throws Exception {
        JsonNode made = json("management-keys", "create", "ci", "--permission", "keys.read,agents.read");
        String key = text(made, "secret");
        assertTrue(key.startsWith("mk_ost_"));
        assertTrue(process("management-keys", "list").out().contains("agents.read keys.read"));

        assertEquals(0, withKey(key, "keys", "list").exitCode());
        Finished denied = withKey(key, "keys", "create", "--name", "x");
        assertEquals(4, denied.exitCode());
        assertTrue(denied.err().contains("keys.issue"), denied.err());
        assertEquals(3, withKey(key, "keys", "list", "--organization", "other").exitCode());

        assertTrue(run("management-keys", "get", text(made, "id")).out().contains("ci"));
        JsonNode revoked = json("management-keys", "revoke", text(made, "id"));
        assertFalse(revoked.path("revokedAt").isNull());
        assertEquals(4, withKey(key, "keys", "list").exitCode());
        assertTrue(run("management-keys", "list").out().contains("revoked"));
        assertTrue(run("management-keys", "list", "--installation").out().contains("everything"));
    }

    /// An account is made, edited and looked into; of what opens it there is nothing yet, and nothing to remove.
    @Test
    void account_isEditedAndLookedInto() throws Exception {
        Path password = Files.writeString(data.resolve("password"), "several plain words");
        JsonNode made =
                json("accounts", "create", "ada@example.com", "--name", "Ada", "--password-file", password.toString());

        assertEquals("Countess", text(json("accounts", "edit", "ADA@example.com", "--name", "Countess"), "name"));
        assertTrue(json("accounts", "edit", text(made, "id"), "--operator", "yes")
                .path("operator")
                .booleanValue(false));
        assertEquals(
                4,
                run("accounts", "edit", "ada@example.com", "--operator", "no").exitCode());
        assertEquals(2, run("accounts", "edit", "ada@example.com").exitCode());
        assertEquals(
                2,
                run("accounts", "edit", "ada@example.com", "--operator", "maybe")
                        .exitCode());
        for (String kind : List.of("passkeys", "identities")) {
            assertTrue(json("accounts", kind, "ada@example.com").path("items").isEmpty());
            assertEquals(0, run("accounts", kind, "ada@example.com").exitCode());
            assertEquals(3, run("accounts", kind, "nobody@example.com").exitCode());
        }
        String nowhere = "_01kj3x5v9rn2c8q4w6t0ya7mze";
        assertEquals(
                3,
                run("accounts", "remove-passkey", "ada@example.com", "psk" + nowhere)
                        .exitCode());
        assertEquals(
                3,
                run("accounts", "remove-identity", "ada@example.com", "idp" + nowhere)
                        .exitCode());
    }

    private Finished withKey(String key, String... arguments) {
        return Command.run(Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("--url", server.control().toString(), "--key", key))
                .toArray(String[]::new));
    }

    /// Environments are made, protected against developers, opened again and deleted.
    @Test
    void environment_isProtected() throws Exception {
        assertEquals("qa", text(json("environments", "create", "qa", "--name", "Quality"), "slug"));
        assertTrue(json("environments", "protect", "qa").path("protected").asBoolean(false));
        assertTrue(process("environments", "list").out().contains("yes"));
        String developer = text(json("management-keys", "create", "dev", "--role", "developer"), "secret");
        Finished denied = withKey(developer, "keys", "create", "--name", "x", "--agent", "echo", "--environment", "qa");
        assertEquals(4, denied.exitCode());
        assertTrue(denied.err().contains("environments.protected"), denied.err());

        assertEquals(
                4, withKey(developer, "deploy", "echo", "--environment", "qa").exitCode());

        assertFalse(json("environments", "unprotect", "qa").path("protected").asBoolean(true));

        assertEquals(
                0, withKey(developer, "deploy", "echo", "--environment", "qa").exitCode());
        assertEquals(
                0,
                withKey(developer, "deployments", "undeploy", "echo", "--environment", "qa")
                        .exitCode());
        assertEquals("QA", text(json("environments", "rename", "qa", "QA"), "name"));
        assertEquals(0, run("environments", "delete", "qa").exitCode());
    }
}
