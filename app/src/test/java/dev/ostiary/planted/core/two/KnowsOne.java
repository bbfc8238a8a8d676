package dev.ostiary.planted.core.two;

import dev.ostiary.planted.core.one.KnowsTwo;

public final class KnowsOne {
    public Class<?> one() {
        return KnowsTwo.class;
    }
}
