package dev.ostiary.app.profile;

import dev.ostiary.core.secret.Secret;
import java.net.URI;

/// How to reach a server that `up` started.
///
/// @param url of the control plane
/// @param key a management key of the whole installation
/// @param gateway what deployments are called under
public record Profile(URI url, Secret key, URI gateway) {}
