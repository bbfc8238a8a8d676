package dev.ostiary.app.server;

import java.nio.file.Path;

/// What `up` was asked for.
///
/// @param data the data folder
/// @param host the address that gateway and control plane listen on
/// @param port of the gateway; 0 for a free one
/// @param controlPort of the control plane; 0 for a free one
/// @param version of this program
public record ServerSettings(Path data, String host, int port, int controlPort, String version) {}
