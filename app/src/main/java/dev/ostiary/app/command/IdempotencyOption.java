package dev.ostiary.app.command;

import dev.ostiary.app.client.ControlClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A name for what is to be made, so that the same command given again does not make another.
final class IdempotencyOption {
    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description =
                    "A name for this request, such as a UUID. Given again with the same name within 24 hours, it is"
                            + " not done again but answered as the first time, without any secret.")
    private @Nullable String key;

    /// The client, with which the request bears the name.
    ControlClient on(ControlClient client) {
        return key == null ? client : client.once(key);
    }
}
