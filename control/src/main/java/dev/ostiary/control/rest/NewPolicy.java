package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.route.PolicySettings;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.List;
import java.util.Optional;

@Schema(
        name = "NewPolicy",
        description = "Who may pass: where a key is read, whether there must be one, and which keys are taken.",
        requiredProperties = "name",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record NewPolicy(
        @Schema(description = "Its name, unique in the organization.", example = "models-keys")
        Slug name,

        @Schema(
                description =
                        "The route it is for, by id; the gateway, which is every route without a policy of its own,"
                                + " when left out. It cannot be changed later.",
                example = "rte_01kj3x5v9rn2c8q4w6t0ya7mze",
                types = {"string", "null"})
        Optional<String> route,

        @Schema(
                description =
                        "`strict`: a key is needed. `optional`: unauthenticated requests pass as anonymous, a wrong"
                                + " key is refused. `permissive`: a wrong key counts as none.",
                allowableValues = {"strict", "optional", "permissive"},
                defaultValue = "strict",
                types = {"string", "null"})
        Optional<AccessMode> mode,

        @Schema(
                description = "Where a key is read, `Authorization: Bearer` when left out.",
                types = {"array", "null"})
        Optional<List<Location>> locations,

        @Schema(
                description = "Which keys of the organization are taken; all when left out.",
                types = {"object", "null"})
        Optional<KeySelection> keys) {
    static NewPolicy read(JsonFields fields) {
        Optional<Slug> name = fields.required("name", Fields.SLUG);
        Optional<String> route = fields.optional("route", Fields.REFERENCE);
        Optional<AccessMode> mode = fields.optional("mode", RouteFields.MODE);
        Optional<List<Location>> locations = fields.optional("locations", RouteFields.LOCATIONS);
        Optional<KeySelection> keys = fields.optional("keys", RouteFields.KEYS);
        return fields.finish(() -> new NewPolicy(name.orElseThrow(), route, mode, locations, keys));
    }

    PolicySettings settings() {
        return RouteFields.policy(mode, locations, keys);
    }
}
