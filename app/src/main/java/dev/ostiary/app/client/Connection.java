package dev.ostiary.app.client;

import dev.ostiary.core.secret.Secret;
import java.net.URI;

/// A control plane and the management key to speak to it with.
///
/// @param url without a trailing slash
public record Connection(URI url, Secret key) {}
