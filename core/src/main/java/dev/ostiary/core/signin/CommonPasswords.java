package dev.ostiary.core.signin;

import java.util.Locale;
import java.util.Set;

/// The passwords that are tried first. Of those that are long enough to be chosen there are few: short ones said twice,
/// with digits at their ends, and rows of the keyboard.
final class CommonPasswords {
    private static final Set<String> STEMS = Set.of(
            "abc",
            "abcd",
            "abcdef",
            "abcdefgh",
            "abcdefghijkl",
            "abcdefghijklm",
            "admin",
            "administrator",
            "adminadmin",
            "asdf",
            "asdfasdfasdf",
            "asdfgh",
            "asdfghjk",
            "asdfghjkl",
            "azerty",
            "azertyuiop",
            "baseball",
            "basketball",
            "changeme",
            "changemeplease",
            "changemenow",
            "correcthorsebatterystaple",
            "default",
            "defaultpassword",
            "dragon",
            "football",
            "guest",
            "hello",
            "helloworld",
            "iloveyou",
            "iloveyousomuch",
            "ireallyloveyou",
            "letmein",
            "letmeinnow",
            "letmeinplease",
            "liverpool",
            "login",
            "manchester",
            "manchesterunited",
            "master",
            "michael",
            "monkey",
            "mypassword",
            "newpassword",
            "ostiary",
            "ostiaryadmin",
            "p@ssw0rd",
            "p@ssword",
            "pass",
            "passw0rd",
            "password",
            "passwordadmin",
            "passwordpassword",
            "passwort",
            "princess",
            "q1w2e3r4t5y6",
            "qazwsx",
            "qazwsxedc",
            "qazwsxedcrfv",
            "qwert",
            "qwerty",
            "qwertyqwerty",
            "qwertyui",
            "qwertyuiop",
            "qwertyuiopas",
            "qwertyuiopasdf",
            "qwertz",
            "qwertzuiop",
            "root",
            "rootroot",
            "secret",
            "secretpassword",
            "shadow",
            "starwars",
            "summer",
            "sunshine",
            "superman",
            "supersecret",
            "test",
            "testpassword",
            "testtest",
            "thisismypassword",
            "trustnoone",
            "unknown",
            "user",
            "welcome",
            "welcomeback",
            "whatever",
            "winter",
            "zaq1zaq1zaq1",
            "zxcvbn",
            "zxcvbnm",
            "zxcvbnmasdfg",
            "1q2w3e4r5t6y",
            "1q2w3e4r5t6y7u",
            "1qaz2wsx3edc",
            "1qazxsw23edc",
            "123qweasdzxc",
            "qwe123qwe123",
            "a1b2c3d4e5f6",
            "aa12345678",
            "abc123abc123");

    private CommonPasswords() {}

    /// Whether the text is such a one, in whatever case.
    static boolean contain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return STEMS.contains(lower)
                || STEMS.contains(stem(lower))
                || STEMS.contains(half(lower))
                || STEMS.contains(stem(half(lower)))
                || lower.chars().distinct().count() < 4
                || isSequence(lower);
    }

    /// The text without what people put around a word to make it longer.
    static String stem(String lower) {
        int start = 0;
        int end = lower.length();
        while (end > start && !Character.isLetter(lower.charAt(end - 1))) {
            end--;
        }
        while (start < end && !Character.isLetter(lower.charAt(start))) {
            start++;
        }
        return lower.substring(start, end);
    }

    /// Half of a text that is something twice.
    private static String half(String text) {
        return isRepeated(text) ? text.substring(0, text.length() / 2) : text;
    }

    private static boolean isRepeated(String text) {
        int middle = text.length() / 2;
        return text.length() % 2 == 0 && text.substring(0, middle).equals(text.substring(middle));
    }

    /// Whether each character is the next or the previous one of the one before, 0 following 9.
    private static boolean isSequence(String text) {
        boolean isRising = true;
        boolean isFalling = true;
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            isRising &= step == 1 || step == -9;
            isFalling &= step == -1 || step == 9;
        }
        return isRising || isFalling;
    }
}
