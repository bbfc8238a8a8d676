package dev.ostiary.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line by itself, before any server is asked (S1.2).
class OstiaryCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return run(new PrintStream(out, true, UTF_8), arguments);
    }

    private int run(PrintStream results, String... arguments) {
        return run(new Terminal(results, new PrintStream(err, true, UTF_8), OptionalInt.empty()), arguments);
    }

    private static int run(Terminal terminal, String... arguments) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        return OstiaryCommand.run(
                new CommandContext(terminal, new ProcessEnvironment(Map.of()), clock, "1.2.3"), arguments);
    }

    /// What is not understood ends with 2, says why in one line on the standard error, and prints no result.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frob",
                "keys",
                "keys frob",
                "keys create",
                "keys create --name x --agent echo",
                "keys create --name x --environment development",
                "keys create --name x --expires 2020-01-01",
                "keys create --name x --expires soon",
                "keys list --output xml --url http://127.0.0.1:1 --key k",
                "keys list --limit 0 --url http://127.0.0.1:1 --key k",
                "keys list --limit x",
                "keys revoke",
                "keys revoke a b",
                "keys revoke sk_ost_x --url http://127.0.0.1:1 --key k",
                "keys list --url ftp://127.0.0.1 --key k",
                "keys list --url http://u:p@127.0.0.1 --key k",
                "keys list --url 127.0.0.1:8081 --key k",
                "keys list --url http://127.0.0.1:99999 --key k",
                "keys list --url http://127.0.0.1:1 --key k\u00e9y",
                "provider-keys",
                "provider-keys create",
                "provider-keys create MY_API --value canary\u00e9 --url http://127.0.0.1:1 --key k",
                "provider-keys create MY_API --value a --value-file b --url http://127.0.0.1:1 --key k",
                "provider-keys create MY_API --value-file /nowhere/at/all --url http://127.0.0.1:1 --key k",
                "provider-keys list --limit 0 --url http://127.0.0.1:1 --key k",
                "master-key",
                "master-key retire x",
                "master-key generate --generation 0",
                "master-key seal",
                "agents create",
                "agents create a --upstream nonsense",
                "agents create a --kind frob",
                "deploy",
                "deploy a",
                "routes",
                "routes create",
                "routes create a",
                "routes create a --upstream http://b --timeout response=soon",
                "routes create a --upstream http://b --timeout all=1s",
                "routes create a --upstream http://b --cors-method PUT",
                "routes get",
                "routes edit a",
                "environments",
                "members",
                "members role zoe@example.com",
                "invitations create zoe@example.com",
                "management-keys create a",
                "management-keys create a --role viewer --permission keys.read",
                "management-keys get",
                "policies",
                "policies create",
                "policies create a --location cookie",
                "policies create a --location cookie:a",
                "policies create a --key-name b --match-label c=d",
                "policies create a --match-label c",
                "policies edit a",
                "deploy a --environment e --upstream ftp://x",
                "deploy .. --environment e --url http://127.0.0.1:1 --key k",
                "up --port 65536",
                "up --port -1",
                "up --port x",
                "up --port 9 --control-port 9",
                "up --event-loops 0",
                "up --failure-limit -1",
                "up --tls-port 8443",
                "up --access-log-sample 0.5",
                "up --event-loops 1025",
                "status --frob"
            })
    void misuse_endsWith2(String line) {
        assertEquals(2, run(line.isEmpty() ? new String[0] : line.split(" ")));
        assertEquals("", out.toString(UTF_8));
        String reason = err.toString(UTF_8);
        assertTrue(reason.startsWith("ostiary: ") && reason.strip().lines().count() == 1, reason);
    }

    /// A secret or key that was typed is in no reason (S4.11).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys revoke sk_ost_canary --url http://127.0.0.1:1 --key mk_ost_canary",
                "keys list --url nonsense --key mk_ost_canary",
                "keys list --url http://127.0.0.1:1 --key mk_ost_canary\u00e9"
            })
    void reason_neverHasTheSecret(String line) {
        assertEquals(2, run(line.split(" ")));
        assertFalse(err.toString(UTF_8).contains("canary"), err::toString);
    }

    /// Help and version are results.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "keys --help",
                "keys create -h",
                "up --help",
                "deploy --help",
                "routes edit --help",
                "policies create --help"
            })
    void helpAndVersion_areResults(String line) {
        assertEquals(0, run(line.split(" ")));
        assertTrue(out.toString(UTF_8).toLowerCase(Locale.ROOT).contains("ostiary"), out::toString);
        assertEquals("", err.toString(UTF_8));
    }

    /// Help is shown on a terminal of any width.
    @ParameterizedTest
    @ValueSource(ints = {1, 40, 80, 500})
    void help_fitsAnyTerminal(int columns) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), OptionalInt.of(columns));
        assertEquals(0, run(terminal, "keys", "create", "--help"));
        assertTrue(out.toString(UTF_8).lines().allMatch(line -> line.length() <= 100), out::toString);
    }

    /// A result that cannot be written is a failure: a secret shown once would be lost unnoticed.
    @Test
    void lostOutput_endsWith1() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertEquals(1, run(new PrintStream(full, true, UTF_8), "--version"));
    }
}
