package dev.ostiary.app.command;

import dev.ostiary.app.client.ApiPath;
import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.app.terminal.Printable;
import dev.ostiary.app.terminal.Terminal;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditHash;
import dev.ostiary.core.audit.AuditPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The chains of a server, which verifies them itself.
final class ServedTrails {
    private static final String VERIFICATION = "verification";

    private final ControlClient client;
    private final TrailOptions options;
    private final Terminal terminal;

    ServedTrails(ControlClient client, TrailOptions options, Terminal terminal) {
        this.client = client;
        this.options = options;
        this.terminal = terminal;
    }

    /// The chain that was named, or all that the key may see.
    List<Trail> list() {
        if (options.isInstallation()) {
            return List.of(installation());
        }
        Optional<String> named = options.organization();
        if (named.isPresent()) {
            return List.of(organization(client.get(ApiPath.of("organizations", named.get()), options.owner())));
        }
        List<Trail> trails = new ArrayList<>();
        if (maySeeInstallation()) {
            trails.add(installation());
        }
        client.list(ApiPath.of("organizations"), Long.MAX_VALUE, "organizations")
                .items()
                .forEach(organization -> trails.add(organization(organization)));
        return trails;
    }

    private boolean maySeeInstallation() {
        try {
            return client.get(ApiPath.of("audit-events", "head"), "installation")
                    .has("seq");
        } catch (CommandException refused) {
            if (refused.exitCode() != ExitCode.REFUSED) {
                throw refused;
            }
            terminal.explain("the installation's own events are for keys of the whole installation; passed over");
            return false;
        }
    }

    private Trail installation() {
        return trail(AuditChain.INSTALLATION.name(), "the installation", ApiPath.of("audit-events", VERIFICATION));
    }

    private Trail organization(JsonNode organization) {
        String id = organization.path("id").stringValue("");
        return trail(
                id,
                "organization " + Printable.clean(organization.path("slug").stringValue("")),
                ApiPath.of("organizations", id, "audit-events", VERIFICATION));
    }

    private Trail trail(String chain, String owner, ApiPath path) {
        return new Trail(
                chain,
                owner,
                (from, expected) -> part(client.get(
                        path.with(
                                        "after",
                                        Optional.of(from)
                                                .filter(point -> point.seq() > 0)
                                                .map(AuditPoint::toString))
                                .with("expect", expected.map(AuditPoint::toString)),
                        owner)));
    }

    private static Trail.Part part(JsonNode answer) {
        return new Trail.Part(
                point(answer.path("verified")),
                point(answer.path("head")),
                answer.path("complete").asBoolean(false),
                Optional.of(answer.path("fault"))
                        .filter(JsonNode::isObject)
                        .map(fault -> new Trail.Fault(
                                fault.path("seq").asLong(0),
                                Printable.clean(fault.path("kind").stringValue("")),
                                Printable.clean(fault.path("detail").stringValue("")))));
    }

    private static AuditPoint point(JsonNode point) {
        return new AuditPoint(
                point.path("seq").asLong(0),
                AuditHash.parse(point.path("hash").stringValue("")).orElse(AuditHash.NONE));
    }
}
