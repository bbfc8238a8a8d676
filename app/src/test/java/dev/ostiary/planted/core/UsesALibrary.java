package dev.ostiary.planted.core;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class UsesALibrary {
    final Logger logger = LoggerFactory.getLogger("planted");
}
