package dev.ostiary.control.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditCsvTest {
    /// What a spreadsheet would run gets an apostrophe, what would break the row gets quotes (W03).
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "~~|~~",
                "a|a",
                "=1|'=1",
                "+1|'+1",
                "-1|'-1",
                "@x|'@x",
                "~\t=1~|~\"'\t=1\"~",
                "~\r=1~|~\"'\r=1\"~",
                "~\n=1~|~\"'\n=1\"~",
                "~  =1~|~'  =1~",
                "\uff1d1|'\uff1d1",
                "a=1|a=1",
                "a,b|\"a,b\"",
                "=\"a\"|\"'=\"\"a\"\"\"",
                "'|'"
            })
    void cell_isHarmless(String text, String cell) {
        assertEquals(cell, AuditCsv.cell(text));
    }
}
