package dev.ostiary.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Inputs made of seeds by chance, the same for the same number: pieces moved, doubled, left out and put in.
final class Mutations {
    private static final List<String> TOKENS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            ";",
            ",",
            "=",
            "&",
            "%",
            "%2e",
            "%2F",
            "%25",
            "%00",
            "/",
            "//",
            "..",
            "\\",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "#",
            "?",
            "*",
            "@",
            "-",
            "0",
            "ffffffff",
            "99999999999999999999",
            "chunked",
            "Content-Length: ",
            "Transfer-Encoding: ",
            "HTTP/1.1",
            "api_key",
            "\u00c3\u00bc",
            "\u00ff",
            "\u007f",
            "::",
            ".");

    private final Random random;
    private final List<byte[]> seeds = new ArrayList<>();

    Mutations(long number, List<String> texts) {
        random = new Random(number);
        for (String text : texts) {
            seeds.add(text.getBytes(ISO_8859_1));
        }
    }

    byte[] next() {
        byte[] input = any();
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            input = mutated(input);
        }
        return input;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] mutated(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + random.nextInt(12));
        byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(ISO_8859_1);
        return switch (random.nextInt(6)) {
            case 0 -> joined(input, from, to, new byte[] {(byte) random.nextInt(256)});
            case 1 -> joined(input, from, from, token);
            case 2 -> joined(input, from, to, token);
            case 3 -> joined(input, from, to, new byte[0]);
            case 4 -> joined(input, from, from, Arrays.copyOfRange(input, from, to));
            default -> crossed(input, any(), from);
        };
    }

    private byte[] crossed(byte[] one, byte[] other, int at) {
        return joined(one, at, one.length, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    private static byte[] joined(byte[] input, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, from);
        out.writeBytes(between);
        out.write(input, to, input.length - to);
        return out.toByteArray();
    }
}
