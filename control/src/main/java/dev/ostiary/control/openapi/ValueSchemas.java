package dev.ostiary.control.openapi;

import dev.ostiary.core.agent.AgentKind;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.id.Slug;
import dev.ostiary.core.key.Expiry;
import dev.ostiary.core.page.PageRequest;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;

/// How the values of `core` look in JSON.
final class ValueSchemas {
    private ValueSchemas() {}

    static void register() {
        SpringDocUtils.getConfig()
                .replaceWithSchema(
                        Slug.class,
                        text().pattern("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$").example("support-bot"))
                .replaceWithSchema(
                        DisplayName.class,
                        text().minLength(1).maxLength(DisplayName.MAX_LENGTH).example("Support bot"))
                .replaceWithSchema(UpstreamUrl.class, text().format("uri").example("http://127.0.0.1:9000"))
                .replaceWithSchema(AgentKind.class, kinds())
                .replaceWithSchema(Expiry.class, time())
                .addRequestWrapperToIgnore(PageRequest.class);
    }

    static Schema<Object> text() {
        return ofTypes("string");
    }

    static Schema<Object> number() {
        return ofTypes("integer");
    }

    private static Schema<Object> kinds() {
        Schema<Object> schema = text();
        schema.setExample("api");
        schema.setEnum(List.of("api", "mcp", "a2a", "llm"));
        return schema;
    }

    private static Schema<Object> time() {
        Schema<Object> schema = ofTypes("string", "null");
        schema.setFormat("date-time");
        schema.setExample("2030-01-31T00:00:00Z");
        return schema;
    }

    private static Schema<Object> ofTypes(String... types) {
        Schema<Object> schema = new Schema<>();
        schema.setTypes(new LinkedHashSet<>(List.of(types)));
        return schema;
    }
}
