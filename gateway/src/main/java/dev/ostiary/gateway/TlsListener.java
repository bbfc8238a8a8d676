package dev.ostiary.gateway;

import java.nio.file.Path;

/// Where a gateway listens for TLS.
///
/// @param host the address to listen on
/// @param port the port to listen on; 0 takes a free one
/// @param certificates a folder of `NAME.crt` and `NAME.key` pairs, see [dev.ostiary.gateway.tls.CertificateFolder]
public record TlsListener(String host, int port, Path certificates) {}
