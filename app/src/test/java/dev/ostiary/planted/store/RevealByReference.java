package dev.ostiary.planted.store;

import dev.ostiary.core.secret.Secret;
import java.util.function.Function;

public final class RevealByReference {
    final Function<Secret, String> open = Secret::reveal;
}
