package dev.ostiary.planted.store;

public final class StringUtils {
    String text = "planted";
}
