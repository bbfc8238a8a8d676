package dev.ostiary.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.key.KeyType;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No whole secret of ours goes on to an upstream in a URL, however it is written there (K16, L02).
final class KeysInUrlTest {
    private final Door door = new Door();

    private static String escaped(String text, Random random, int oneIn) {
        return text.chars()
                .mapToObj(c -> random.nextInt(oneIn) == 0 ? String.format("%%%02X", c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    /// Every sort of secret is found, anywhere, written out or escaped in part or whole, once or twice.
    @ParameterizedTest
    @EnumSource(names = "PUBLIC", mode = EnumSource.Mode.EXCLUDE)
    void isIn_findsEverySecret(KeyType type) {
        Random random = new Random(6);
        for (int i = 0; i < 500; i++) {
            String key = door.text(type);
            for (String before :
                    new String[] {"/", "/?a=", "/x/y?b=%41&a=", "/sk_ost_", "/%zz?", "/k_ost_", "/100%", "/ssk"}) {
                assertTrue(KeysInUrl.isIn(before + key));
                assertTrue(KeysInUrl.isIn(before + key + "/x"));
                assertTrue(KeysInUrl.isIn(before + escaped(key, random, 3)));
                assertTrue(KeysInUrl.isIn(before + escaped(escaped(key, random, 3), random, 5)));
                assertTrue(KeysInUrl.isIn(before + escaped(key, random, 1) + "%"));
            }
        }
    }

    /// What only resembles a secret is nobody's.
    @Test
    void isIn_otherTexts_areNone() {
        String key = door.text(KeyType.SECRET);

        for (String target : new String[] {
            "/",
            "/sk_ost_",
            "/" + key.substring(0, key.length() - 1),
            "/" + key.substring(1),
            "/" + key.replace("_", "-"),
            "/" + key.substring(0, 20) + "/" + key.substring(20),
            "/" + door.text(KeyType.PUBLIC),
            "k_ost_" + key.substring(7)
        }) {
            assertFalse(KeysInUrl.isIn(target), target);
        }
    }

    /// Where no key is read at all, or none is there, the request is refused all the same.
    @ParameterizedTest
    @ValueSource(strings = {"/?a=", "/", "/%20"})
    void decide_withoutCredential_isRefused(String before) {
        TestRequest request = new TestRequest().target(before + door.key());

        for (AccessPolicy policy : new AccessPolicy[] {
            new AccessPolicy.Open(), door.policy(AccessMode.OPTIONAL), door.policy(AccessMode.PERMISSIVE)
        }) {
            assertEquals(
                    DenialReason.AMBIGUOUS,
                    assertInstanceOf(Verdict.Denied.class, door.decide(request, policy))
                            .reason());
        }
    }
}
