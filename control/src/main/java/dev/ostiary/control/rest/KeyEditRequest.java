package dev.ostiary.control.rest;

import dev.ostiary.control.json.JsonFields;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.id.Description;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.KeyEdit;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.key.RateLimit;
import dev.ostiary.core.key.Scope;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.util.List;
import java.util.Optional;

@Schema(
        name = "KeyEdit",
        description = "What is left out stays as it is; a list or labels that are given replace the old ones.",
        additionalProperties = AdditionalPropertiesValue.FALSE)
record KeyEditRequest(
        @Schema(description = "What people shall call it.", types = "string")
        Optional<DisplayName> name,

        @Schema(
                description = "What people shall note about it; null for nothing.",
                types = {"string", "null"})
        Optional<KeyEdit.NewDescription> description,

        @Schema(description = "By which policies select it.", types = "object")
        Optional<Labels> labels,

        @Schema(description = "What it may call, only narrower than before.", types = "array")
        Optional<List<Scope>> scopes,

        @Schema(description = "From whose pages its public id alone may be used.", types = "array")
        Optional<List<DomainPattern>> domains,

        @Schema(description = "From where it may be used; empty for anywhere.", types = "array")
        Optional<List<AddressRange>> addresses,

        @Schema(description = "How often it may be used; empty for without limit.", types = "array")
        Optional<List<RateLimit>> limits) {
    static KeyEditRequest read(JsonFields fields) {
        Optional<DisplayName> name = fields.change("name", Fields.NAME);
        Optional<Description> text = fields.optional("description", Fields.DESCRIPTION);
        Optional<KeyEdit.NewDescription> description = text.isPresent() || fields.isNull("description")
                ? Optional.of(new KeyEdit.NewDescription(text))
                : Optional.empty();
        Optional<Labels> labels = fields.change("labels", KeyFields.LABELS);
        Optional<List<Scope>> scopes = fields.change("scopes", KeyFields.SCOPES);
        Optional<List<DomainPattern>> domains = fields.change("domains", KeyFields.DOMAINS);
        Optional<List<AddressRange>> addresses = fields.change("addresses", KeyFields.ADDRESSES);
        Optional<List<RateLimit>> limits = fields.change("limits", KeyFields.LIMITS);
        return fields.finish(() -> new KeyEditRequest(name, description, labels, scopes, domains, addresses, limits));
    }

    KeyEdit edit() {
        return new KeyEdit(name, description, labels, scopes, domains, addresses, limits);
    }
}
