package dev.ostiary.planted.app;

import java.util.function.UnaryOperator;

public final class Composer {
    final UnaryOperator<String> property = System::getProperty;
}
