package dev.ostiary.planted.gateway;

import java.util.Map;

public final class ReadsTheEnvironment {
    final Map<String, String> environment = System.getenv();
}
