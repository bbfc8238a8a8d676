package dev.ostiary.control.rest;

import static dev.ostiary.core.problem.ProblemCode.KEY_NAME_TAKEN;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.control.openapi.Refuses;
import dev.ostiary.control.wiring.KeyOperations;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.Recorded;
import dev.ostiary.core.key.ImportedKey;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyToImport;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/organizations/{org}/keys/import")
@Tag(name = "keys")
final class KeyImportController {
    private final KeyOperations operations;
    private final References references;

    KeyImportController(KeyOperations operations, References references) {
        this.operations = operations;
        this.references = references;
    }

    @PostMapping
    @Needs(Permission.KEYS_ISSUE)
    @Operation(operationId = "importKeys", summary = "Import keys", description = """
                    Takes in keys that were made elsewhere, as they are, a batch at a time. A key that is there already is \
                    passed over, so a batch can be sent again; one that cannot be taken keeps no other out.""")
    @Refuses(KEY_NAME_TAKEN)
    KeyImportBody take(
            @AuthenticationPrincipal Actor actor, @PathVariable String org, @RequestBody KeyImportRequest request) {
        Organization organization = references.organization(actor, org);
        Bindings bindings = new Bindings(organization);
        List<KeyImportBody.Refused> refused = new ArrayList<>();
        List<KeyToImport> batch = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < request.keys().size(); i++) {
            try {
                batch.add(request.keys().get(i).imported(bindings::binding));
                places.add(i);
            } catch (RefusedException why) {
                refused.add(refusal(i, why));
            }
        }
        Recorded<List<ImportedKey>> recorded = operations.importAll().take(actor, organization.id(), batch);
        int imported = 0;
        for (int i = 0; i < batch.size(); i++) {
            switch (recorded.value().get(i)) {
                case ImportedKey.Taken _ -> imported++;
                case ImportedKey.Present _ -> {}
                case ImportedKey.Refused(var problem, var fields) ->
                    refused.add(refusal(places.get(i), new RefusedException(problem, fields)));
            }
        }
        refused.sort(Comparator.comparingInt(KeyImportBody.Refused::index));
        return new KeyImportBody(
                imported,
                request.keys().size() - imported - refused.size(),
                refused,
                AppliedBody.of(recorded.applied()));
    }

    private static KeyImportBody.Refused refusal(int index, RefusedException why) {
        String reason = why.fields().isEmpty()
                ? why.code().detail()
                : why.fields().stream()
                        .map(field -> field.field() + ": " + field.remedy())
                        .collect(Collectors.joining("; "));
        return new KeyImportBody.Refused(index, why.code().code(), reason);
    }

    /// What the keys of a batch are bound to, each looked up once.
    private final class Bindings {
        private final Organization organization;
        private final Map<String, KeyBinding> known = new HashMap<>();

        Bindings(Organization organization) {
            this.organization = organization;
        }

        KeyBinding binding(NewKeyRequest key) {
            if (key.routes().isPresent()) {
                return new KeyBinding.OwnRoutes(key.routes().get());
            }
            if (key.agent().isEmpty() || key.environment().isEmpty()) {
                return new KeyBinding.WholeOrganization();
            }
            String agent = key.agent().get();
            String environment = key.environment().get();
            return known.computeIfAbsent(
                    agent + " " + environment,
                    _ -> new KeyBinding.AgentInEnvironment(
                            references.agentField(organization, agent).id(),
                            references
                                    .environmentField(organization, environment)
                                    .id()));
        }
    }
}
