package dev.ostiary.control.rest;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Events as comma-separated values (RFC 4180). A cell that a spreadsheet would take for a formula, or strip until
/// it is one, gets an apostrophe in front (OWASP, CSV injection).
final class AuditCsv {
    /// The names of the columns.
    static final String HEADER = "chain,seq,previous_hash,hash,id,at,actor_kind,actor_id,actor_name,actor_confined_to,"
            + "address,request_id,user_agent,action,subject_kind,subject_id,subject_name,before,after\r\n";

    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private AuditCsv() {}

    static String line(AuditEventBody event, JsonMapper json) {
        return Stream.of(
                                event.chain(),
                                Long.toString(event.seq()),
                                event.previousHash(),
                                event.hash(),
                                event.id(),
                                event.at(),
                                event.actor().kind(),
                                event.actor().id(),
                                event.actor().name(),
                                event.actor().confinedTo(),
                                event.source().address(),
                                event.source().requestId(),
                                event.source().userAgent(),
                                event.action(),
                                event.subject().kind(),
                                event.subject().id(),
                                event.subject().name(),
                                values(event.before(), json),
                                values(event.after(), json))
                        .map(AuditCsv::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String values(Map<String, String> values, JsonMapper json) {
        return values.isEmpty() ? "" : json.writeValueAsString(values);
    }

    static String cell(String text) {
        String first = text.stripLeading();
        boolean isFormula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                || !first.isEmpty() && FORMULA_STARTS.indexOf(first.charAt(0)) >= 0;
        String harmless = isFormula ? "'" + text : text;
        boolean isPlain = harmless.chars()
                .noneMatch(character -> character == ',' || character == '"' || character < ' ' || character == ';');
        return isPlain ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
