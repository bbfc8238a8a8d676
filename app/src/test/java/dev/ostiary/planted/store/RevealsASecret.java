package dev.ostiary.planted.store;

import dev.ostiary.core.secret.Secret;

public final class RevealsASecret {
    String open(Secret secret) {
        return secret.reveal();
    }
}
