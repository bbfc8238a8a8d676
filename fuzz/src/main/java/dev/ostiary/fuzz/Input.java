package dev.ostiary.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Readings of an input as what parsers take.
public final class Input {
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private Input() {}

    /// One character a byte.
    public static String latin(byte[] input) {
        return new String(input, ISO_8859_1);
    }

    /// As UTF-8, what is not replaced.
    public static String text(byte[] input) {
        return new String(input, UTF_8);
    }

    /// The lines of it, at least that many; the last has all that is left.
    public static List<String> parts(byte[] input, int count) {
        String[] parts = latin(input).split("\n", count);
        return IntStream.range(0, count)
                .mapToObj(i -> i < parts.length ? parts[i] : "")
                .toList();
    }

    /// With empty lines behind it: they end a head that was begun, so that it is judged whole.
    public static byte[] ended(byte[] input) {
        byte[] ended = Arrays.copyOf(input, input.length + END.length);
        System.arraycopy(END, 0, ended, input.length, END.length);
        return ended;
    }
}
