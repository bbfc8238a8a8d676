package dev.ostiary.planted.gateway;

import java.security.SecureRandom;
import java.util.Random;

public final class DrawsRandomness {
    final Random random = new SecureRandom();
}
