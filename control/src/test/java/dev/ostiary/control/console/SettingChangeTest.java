package dev.ostiary.control.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostiary.control.rest.FieldChangeBody;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What differs before a deployment is said in the words of its form.
class SettingChangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keySecurity | true | false | API key security | On | Off
                    timeouts.idle | | PT90S | While nothing moves | Not set | 1 minute 30 seconds
                    cors.maxAge | PT1H | | Browsers remember it for | 1 hour | Not set
                    upstreams | http://a.test | http://b.test | Upstreams | http://a.test | http://b.test
                    headers.X-Team | | red | Header X-Team | Not set | red
                    something.newer | 1 | 2 | something.newer | 1 | 2
                    """)
    void of_change_isInWords(
            String field, String before, String after, String setting, String beforeWords, String afterWords) {
        assertEquals(
                List.of(new SettingChange(setting, beforeWords, afterWords)),
                SettingChange.of(
                        List.of(new FieldChangeBody(field, Optional.ofNullable(before), Optional.ofNullable(after)))));
    }
}
