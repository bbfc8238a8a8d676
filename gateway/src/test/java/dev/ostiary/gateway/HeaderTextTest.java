package dev.ostiary.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A key's name reaches the agent in a header, whatever it consists of, and can end neither the line nor the header.
class HeaderTextTest {
    @ParameterizedTest
    @CsvSource({
        "plain name, plain name",
        "a-b_c.d~e, a-b_c.d~e",
        "100%, 100%25",
        "Zürich, Z%C3%BCrich",
        "東, %E6%9D%B1",
        "🔑, %F0%9F%94%91"
    })
    void encode_escapesWhatIsNotVisibleAscii(String text, String expected) {
        assertEquals(expected, HeaderText.encode(text));
        assertEquals(text, URLDecoder.decode(HeaderText.encode(text), UTF_8));
    }

    @Test
    void encode_escapesLineEndsAndControls() {
        assertEquals("a%0D%0AX-Forged: b%00%7F%09", HeaderText.encode("a\r\nX-Forged: b\u0000\u007f\t"));
    }
}
