package dev.ostiary.planted.gateway;

public final class PrintsToTheConsole {
    void print() {
        System.out.println("planted");
    }
}
