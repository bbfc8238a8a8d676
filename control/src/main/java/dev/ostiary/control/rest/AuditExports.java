package dev.ostiary.control.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditEntry;
import dev.ostiary.core.audit.AuditExport;
import dev.ostiary.core.audit.AuditFilter;
import dev.ostiary.core.audit.ExportAudit;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Writes chains out, batch by batch as they are read.
final class AuditExports {
    private final ExportAudit operation;
    private final JsonMapper json;

    private final Clock clock;

    AuditExports(ExportAudit operation, JsonMapper json, Clock clock) {
        this.operation = operation;
        this.json = json;
        this.clock = clock;
    }

    /// The form of a file.
    private enum Format {
        CSV("text/csv"),
        JSONL("application/x-ndjson");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String text() {
            return this == CSV ? "csv" : "jsonl";
        }

        static Format of(Optional<String> asked) {
            return switch (asked.orElse("jsonl")) {
                case "csv" -> CSV;
                case "jsonl" -> JSONL;
                default -> throw RefusedException.field("format", "give csv or jsonl");
            };
        }
    }

    /// Answers with a whole chain. Once the answer has begun a failure breaks it off, so that it cannot be taken
    /// for whole.
    ///
    /// @param organization whose chain; empty for the installation's
    /// @param name what people call that
    /// @param file the name of the file, without its ending
    void write(
            Actor actor,
            Optional<OrganizationId> organization,
            String name,
            String file,
            AuditFilter filter,
            Optional<String> asked,
            HttpServletResponse response)
            throws IOException {
        Format format = Format.of(asked);
        AuditExport export = operation.begin(actor, organization, name, filter, format.text());
        response.setContentType(format.mediaType);
        response.setCharacterEncoding(UTF_8);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"audit-" + file + "-" + today() + "." + format.text() + "\"");
        Writer writer = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
        if (format == Format.CSV) {
            writer.write(AuditCsv.HEADER);
        }
        List<AuditEntry> batch = export.next();
        while (!batch.isEmpty()) {
            for (AuditEntry entry : batch) {
                writer.write(line(entry, format));
            }
            batch = export.next();
        }
        writer.flush();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private String line(AuditEntry entry, Format format) {
        AuditEventBody body = AuditEventBody.of(entry);
        return switch (format) {
            case CSV -> AuditCsv.line(body, json);
            case JSONL -> json.writeValueAsString(body) + "\n";
        };
    }
}
