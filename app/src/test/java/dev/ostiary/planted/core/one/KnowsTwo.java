package dev.ostiary.planted.core.one;

import dev.ostiary.planted.core.two.KnowsOne;

public final class KnowsTwo {
    public Class<?> two() {
        return KnowsOne.class;
    }
}
