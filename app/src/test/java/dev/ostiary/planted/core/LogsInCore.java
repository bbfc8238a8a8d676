package dev.ostiary.planted.core;

public final class LogsInCore {
    final System.Logger logger = System.getLogger("planted");
}
