package dev.ostiary.control.idempotency;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Writes bodies as they may be kept: without the fields that are [ShownOnce].
final class KeptBodies {
    private final JsonMapper json;

    KeptBodies(JsonMapper json) {
        this.json = json.rebuild()
                .addMixIn(ShownOnce.class, LeftOut.class)
                .addModule(new SimpleModule().addSerializer(new Unwritten()))
                .build();
    }

    /// The body; empty for one that cannot be written without a secret, since that stands elsewhere than in a
    /// field.
    Optional<String> write(Object body) {
        try {
            return Optional.of(json.writeValueAsString(body));
        } catch (JacksonException hasSecret) {
            return Optional.empty();
        }
    }

    @JsonIgnoreType
    private interface LeftOut {}

    private static final class Unwritten extends StdSerializer<ShownOnce> {
        Unwritten() {
            super(ShownOnce.class);
        }

        @Override
        public void serialize(ShownOnce secret, JsonGenerator generator, SerializationContext context) {
            context.reportMappingProblem("a secret is not kept");
        }
    }
}
