package dev.ostiary.fuzz;

import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyType;
import java.util.List;

/// Keys: only visible ASCII of a sane length passes for one, and a management key opens no gateway.
public final class KeyFormatFuzz implements FuzzTarget {
    @Override
    public List<String> seeds() {
        return List.of(
                KeyFormat.publicId("0123456789abcdefghijkl"),
                "sk_ost_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG000000",
                "mk_ost_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG000000",
                "an-imported-key-of-some-length",
                "sk_ost_",
                "\u00d0\u0430k_ost_0123456789",
                "k".repeat(513));
    }

    @Override
    public void run(byte[] input) {
        for (String text : List.of(Input.latin(input), Input.text(input))) {
            boolean isVisible = text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
            boolean isSane = text.length() >= KeyFormat.MIN_LENGTH && text.length() <= KeyFormat.MAX_LENGTH;
            BrokenPromiseException.unless(
                    !KeyFormat.isWellFormed(text) || isVisible && isSane, "a key is visible ASCII of a sane length");
            BrokenPromiseException.unless(
                    !KeyFormat.mayOpenGateway(text) || KeyFormat.isWellFormed(text), "only a key opens the gateway");
            boolean isOther = KeyFormat.isIssued(text, KeyType.MANAGEMENT) || KeyFormat.isIssued(text, KeyType.PUBLIC);
            BrokenPromiseException.unless(
                    !isOther || !KeyFormat.mayOpenGateway(text), "keys of other doors do not open this one");
            BrokenPromiseException.unlessSame(
                    KeyFormat.mayOpenGateway(KeyFormat.ascii(text)),
                    KeyFormat.mayOpenGateway(text),
                    "text and bytes agree");
            int length = KeyFormat.issuedSecretLengthAt(text, 0);
            BrokenPromiseException.unless(length <= text.length(), "a key ends within its text");
        }
    }
}
