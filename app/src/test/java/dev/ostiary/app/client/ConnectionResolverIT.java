package dev.ostiary.app.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostiary.app.environment.ProcessEnvironment;
import dev.ostiary.app.profile.Profile;
import dev.ostiary.app.profile.ProfileFile;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which server a command speaks to (S1.2).
class ConnectionResolverIT {
    private static final Map<String, String> VARIABLES =
            Map.of("OSTIARY_URL", "http://environment:1", "OSTIARY_KEY", "mk_e");

    @TempDir
    private Path data;

    private static Connection resolve(
            Map<String, String> variables, Optional<String> url, Optional<String> key, Optional<Path> data) {
        return new ConnectionResolver(new ProcessEnvironment(variables)).resolve(url, key, data);
    }

    private static Connection connection(String url, String key) {
        return new Connection(URI.create(url), Secret.of(key));
    }

    private void writeProfile() throws IOException {
        new ProfileFile(data)
                .write(new Profile(URI.create("http://profile:1"), Secret.of("mk_p"), URI.create("http://gateway:1")));
    }

    /// Flags go before everything.
    @Test
    void flags_goFirst() {
        assertEquals(
                connection("http://flag:1/base", "mk_f"),
                resolve(VARIABLES, Optional.of("http://flag:1/base/"), Optional.of("mk_f"), Optional.of(data)));
    }

    /// A data folder that is named goes before the environment.
    @Test
    void namedProfile_goesBeforeEnvironment() throws IOException {
        writeProfile();
        assertEquals(
                connection("http://profile:1", "mk_p"),
                resolve(VARIABLES, Optional.empty(), Optional.empty(), Optional.of(data)));
    }

    /// Each value is found by itself: an address from a flag, the key from the profile.
    @Test
    void eachValue_isFoundByItself() throws IOException {
        writeProfile();
        assertEquals(
                connection("http://flag:1", "mk_p"),
                resolve(Map.of(), Optional.of("http://flag:1"), Optional.empty(), Optional.of(data)));
    }

    /// Without flags the environment says it.
    @Test
    void environment_isUsed() {
        assertEquals(
                connection("http://environment:1", "mk_e"),
                resolve(VARIABLES, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /// A folder without a profile means that no server is known.
    @Test
    void noProfile_isUnreachable() {
        CommandException refused = assertThrows(
                CommandException.class, () -> resolve(Map.of(), Optional.empty(), Optional.empty(), Optional.of(data)));
        assertEquals(ExitCode.UNREACHABLE, refused.exitCode());
    }

    /// A damaged profile is told as such, without what is in it.
    @Test
    void damagedProfile_isFailure() throws IOException {
        Files.writeString(data.resolve(ProfileFile.NAME), "{\"url\":\"http://x\",\"key\":\"mk_ost_canary\"");
        CommandException refused = assertThrows(
                CommandException.class, () -> resolve(Map.of(), Optional.empty(), Optional.empty(), Optional.of(data)));
        assertEquals(ExitCode.FAILED, refused.exitCode());
        assertEquals(-1, refused.sentence().indexOf("canary"));
    }
}
