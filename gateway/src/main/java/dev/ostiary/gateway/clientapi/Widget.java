package dev.ostiary.gateway.clientapi;

import dev.ostiary.core.hash.FieldHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/// The chat that pages put in by a script: the script, and what it is told apart by from those of other versions.
public final class Widget {
    /// Where it is.
    public static final String PATH = "/v1/widget.js";

    private static final String RESOURCE = "widget.js";
    private static final byte[] SCRIPT = read();
    private static final String ENTITY_TAG = tag(SCRIPT);

    private Widget() {}

    /// The script, in UTF-8.
    public static byte[] script() {
        return SCRIPT.clone();
    }

    /// Its entity tag, quoted.
    public static String entityTag() {
        return ENTITY_TAG;
    }

    private static String tag(byte[] script) {
        byte[] hash = new FieldHash().add(script).bytes();
        return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
    }

    private static byte[] read() {
        try (InputStream script = Widget.class.getResourceAsStream(RESOURCE)) {
            if (script == null) {
                throw new IllegalStateException("the program has its widget in it");
            }
            return script.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
