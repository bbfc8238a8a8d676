package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.app.terminal.ExitCode;
import dev.ostiary.core.audit.AuditChain;
import dev.ostiary.core.audit.AuditPoint;
import dev.ostiary.core.audit.AuditVerdict;
import dev.ostiary.core.audit.AuditVerifier;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.store.AuditDatabase;
import java.util.List;
import java.util.Optional;

/// The chains in a database, of deleted organizations too.
final class StoredTrails {
    private static final int PART = 20_000;

    private final AuditDatabase database;
    private final TrailOptions options;
    private final AuditVerifier verifier;

    StoredTrails(AuditDatabase database, TrailOptions options) {
        this.database = database;
        this.options = options;
        this.verifier = new AuditVerifier(database.audit());
    }

    /// The chain that was named, or all that there are.
    List<Trail> list() {
        if (options.isInstallation()) {
            return List.of(trail(AuditChain.INSTALLATION));
        }
        return options.organization()
                .map(named -> List.of(trail(chain(named))))
                .orElseGet(() ->
                        database.audit().chains().stream().map(this::trail).toList());
    }

    /// A deleted organization is known by its identifier alone.
    private AuditChain chain(String named) {
        return OrganizationId.parse(named)
                .map(AuditChain::of)
                .filter(database.audit().chains()::contains)
                .or(() -> Slug.parse(named)
                        .flatMap(database.organizations()::findBySlug)
                        .map(Organization::id)
                        .map(AuditChain::of))
                .orElseThrow(() -> new CommandException(
                        ExitCode.NOT_FOUND, "there is no " + options.owner() + " in that database"));
    }

    private Trail trail(AuditChain chain) {
        return new Trail(chain.name(), owner(chain), (from, expected) -> verify(chain, from, expected));
    }

    private String owner(AuditChain chain) {
        if (chain.equals(AuditChain.INSTALLATION)) {
            return "the installation";
        }
        return "organization "
                + OrganizationId.parse(chain.name())
                        .flatMap(database.organizations()::find)
                        .map(organization -> organization.slug().value())
                        .orElse(chain.name());
    }

    private Trail.Part verify(AuditChain chain, AuditPoint from, Optional<AuditPoint> expected) {
        AuditVerdict verdict = verifier.verify(chain, from, expected, PART);
        return new Trail.Part(
                verdict.verified(),
                verdict.head().orElse(AuditPoint.START),
                verdict.isComplete(),
                verdict.fault()
                        .map(fault -> new Trail.Fault(
                                fault.seq(), fault.kind().text(), fault.kind().sentence())));
    }
}
