package dev.ostiary.app.command;

import dev.ostiary.app.client.ControlClient;
import dev.ostiary.app.client.Listing;
import dev.ostiary.app.json.Json;
import dev.ostiary.app.terminal.CommandException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `ostiary policies …`
@Command(name = "policies", description = "Create, see, edit and delete access policies: who may pass on routes.")
final class PoliciesCommand {
    private static final String POLICIES = "policies";
    private static final String WHICH = "The policy, by name or id.";
    private static final List<String> EDITABLE = List.of("name", "mode", "locations");

    private final CommandContext context;

    PoliciesCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "create",
            description = {
                "Create a policy, for one route or for the gateway, which is all routes that have none of their own.",
                "A route has one policy, and so has the gateway."
            })
    void create(
            @Mixin OrganizationOptions options,
            @Mixin IdempotencyOption once,
            @Mixin PolicyOptions settings,
            @Parameters(paramLabel = "NAME", description = "Its name: up to 63 of a-z, 0-9 and inner hyphens.")
                    String name,
            @Option(
                            names = "--route",
                            paramLabel = "ROUTE",
                            description = "The route it is for, by name or id; the gateway when not given.")
                    @Nullable
                    String route) {
        ObjectNode document = Json.object().put("name", name);
        settings.putInto(document);
        ControlClient client = options.client(context);
        String subject = options.itself();
        if (route != null) {
            NamedReference reference = RoutesCommand.reference(client, options);
            document.put("route", reference.resolve(route));
            subject = reference.subject(route);
        }
        JsonNode policy = once.on(client).post(options.path(POLICIES), Optional.of(document), subject);
        options.write(context.terminal(), policy, () -> new PolicyText(context).details(policy));
        explain(policy);
    }

    @Command(name = "list", description = "List the policies, newest first.")
    void list(
            @Mixin OrganizationOptions options,
            @Option(names = "--limit", paramLabel = "N", description = "At most so many. All when not given.") @Nullable
                    Long limit) {
        Listing policies =
                options.client(context).list(options.path(POLICIES), ListOutput.limit(limit), options.itself());
        options.write(
                context.terminal(),
                ListOutput.document(policies),
                () -> new PolicyText(context).table(policies, options.again()));
    }

    @Command(name = "get", description = "Show everything known of a policy.")
    void get(
            @Mixin OrganizationOptions options, @Parameters(paramLabel = "POLICY", description = WHICH) String policy) {
        ControlClient client = options.client(context);
        NamedReference reference = reference(client, options);
        JsonNode found = client.get(options.path(POLICIES, reference.resolve(policy)), reference.subject(policy));
        options.write(context.terminal(), found, () -> new PolicyText(context).details(found));
    }

    @Command(
            name = "edit",
            description = {
                "Change a policy; what is not given stays. What it is for cannot be changed.",
                "An empty text ('') for --key-name or --match-label takes all keys again."
            })
    void edit(
            @Mixin OrganizationOptions options,
            @Mixin PolicyOptions settings,
            @Parameters(paramLabel = "POLICY", description = WHICH) String policy,
            @Option(names = "--name", paramLabel = "NAME", description = "What it shall be called.") @Nullable
                    String name) {
        if (name == null && settings.isEmpty()) {
            throw CommandException.usage(
                    "nothing to change; give --name, --mode, --location, --key-name or --match-label");
        }
        ControlClient client = options.client(context);
        NamedReference reference = reference(client, options);
        String id = reference.resolve(policy);
        JsonNode changed = client.replace(
                options.path(POLICIES, id), present -> edited(present, name, settings), reference.subject(policy));
        options.write(context.terminal(), changed, () -> new PolicyText(context).details(changed));
        explain(changed);
    }

    private static ObjectNode edited(JsonNode present, @Nullable String name, PolicyOptions settings) {
        ObjectNode document = Json.object();
        EDITABLE.forEach(field -> document.set(field, present.path(field)));
        if (!present.path("keys").isEmpty()) {
            document.set("keys", present.path("keys"));
        }
        if (name != null) {
            document.put("name", name);
        }
        settings.putInto(document);
        return document;
    }

    @Command(
            name = "delete",
            description =
                    "Delete a policy. Its route then obeys the gateway's, or lets everybody pass when there is none.")
    void delete(
            @Mixin OrganizationOptions options, @Parameters(paramLabel = "POLICY", description = WHICH) String policy) {
        ControlClient client = options.client(context);
        NamedReference reference = reference(client, options);
        String id = reference.resolve(policy);
        JsonNode deleted = client.delete(options.path(POLICIES, id), reference.subject(policy));
        options.write(context.terminal(), deleted, () -> "Deleted policy " + id + ".");
        new AppliedNote(context.terminal()).explain(deleted);
    }

    private void explain(JsonNode policy) {
        policy.path("warnings").forEach(warning -> context.terminal().explain(warning.stringValue("")));
        new AppliedNote(context.terminal()).explain(policy);
    }

    private static NamedReference reference(ControlClient client, OrganizationOptions options) {
        return new NamedReference(client, options, POLICIES, "policy");
    }
}
