package dev.ostiary.app.server;

import dev.ostiary.store.PostgresConfig;
import java.nio.file.Path;
import java.util.Optional;

/// What `up` was asked for.
///
/// @param data the data folder
/// @param database a database on a server; empty for one in the data folder
/// @param masterKey where the master key comes from
/// @param gateway how the gateway is to be; the control plane listens on its address too
/// @param controlPort of the control plane; 0 for a free one
/// @param version of this program
public record ServerSettings(
        Path data,
        Optional<PostgresConfig> database,
        MasterKeyChoice masterKey,
        GatewayChoices gateway,
        int controlPort,
        String version) {}
