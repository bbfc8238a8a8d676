package dev.ostiary.app.server;

import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.store.PostgresConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// What a control plane was asked to be, and the gateway in its process.
///
/// @param data the data folder
/// @param masterKey where the master key comes from
/// @param database a database on a server; empty for one in the data folder
/// @param gateway how the gateway is to be; empty for none
/// @param host the address that the control plane listens on
/// @param controlPort of the control plane; 0 for a free one
/// @param gatewayUrl where callers reach the gateways; empty for where the gateway of this process listens
/// @param hasEcho whether an echo agent runs, deployed at the first start
/// @param publicAddress where browsers reach the control plane
/// @param version of this program
public record ServerSettings(
        Path data,
        MasterKeyPlace masterKey,
        Optional<PostgresConfig> database,
        Optional<GatewayChoices> gateway,
        String host,
        int controlPort,
        Optional<URI> gatewayUrl,
        boolean hasEcho,
        PublicAddress publicAddress,
        String version) {
    /// Everything in one process, for a first look: a master key and an echo agent with it.
    public static ServerSettings everything(
            Path data,
            Optional<PostgresConfig> database,
            MasterKeyChoice masterKey,
            GatewayChoices gateway,
            int controlPort,
            Optional<URI> publicUrl,
            String version) {
        return new ServerSettings(
                data,
                new MasterKeyPlace(new DataFolder(data).masterKey(), true, masterKey),
                database,
                Optional.of(gateway),
                gateway.host(),
                controlPort,
                Optional.empty(),
                true,
                new PublicAddress(publicUrl, gateway.trustedProxies()),
                version);
    }
}
