package dev.ostiary.app.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.app.json.Json;
import dev.ostiary.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The file `profile.json` in the data folder, readable by its owner alone.
public final class ProfileFile {
    /// What the file is called.
    public static final String NAME = "profile.json";

    private final Path path;

    public ProfileFile(Path folder) {
        this.path = folder.resolve(NAME);
    }

    public Path path() {
        return path;
    }

    /// Whether there is one.
    public boolean exists() {
        return Files.exists(path);
    }

    /// The profile; empty when what the file holds is not one.
    ///
    /// @throws IOException when it cannot be read
    public Optional<Profile> read() throws IOException {
        return Json.parse(Files.readString(path, UTF_8)).flatMap(ProfileFile::profile);
    }

    /// The key in the file when there is one that passes the test.
    public Optional<Secret> keyThat(Predicate<String> test) {
        try {
            return exists() ? read().map(Profile::key).filter(key -> test.test(key.reveal())) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Puts a profile in the place of the last one.
    public void write(Profile profile) throws IOException {
        String document = Json.pretty(Json.object()
                .put("url", profile.url().toString())
                .put("key", profile.key().reveal())
                .put("gateway", profile.gateway().toString()));
        PrivateFile.write(path, document + "\n");
    }

    private static Optional<Profile> profile(JsonNode document) {
        Optional<URI> url = uri(document, "url");
        Optional<URI> gateway = uri(document, "gateway");
        Optional<String> key = document.path("key").stringValueOpt().filter(text -> text.matches("[!-~]+"));
        return url.isPresent() && gateway.isPresent() && key.isPresent()
                ? Optional.of(new Profile(url.get(), Secret.of(key.get()), gateway.get()))
                : Optional.empty();
    }

    private static Optional<URI> uri(JsonNode document, String field) {
        try {
            return document.path(field).stringValueOpt().map(URI::create);
        } catch (IllegalArgumentException notAUri) {
            return Optional.empty();
        }
    }
}
