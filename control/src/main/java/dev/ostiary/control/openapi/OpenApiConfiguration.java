package dev.ostiary.control.openapi;

import dev.ostiary.control.wiring.Installation;
import java.util.Map;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocSecurityConfiguration;
import org.springdoc.core.configuration.SpringDocSpecPropertiesConfiguration;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The description of the API at `/api/v1/openapi.json`: springdoc reads it from the controllers and bodies, and what
/// it cannot know (how problems look, which answers carry which header, what is never absent) is added here.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocSecurityConfiguration.class,
    SpringDocSpecPropertiesConfiguration.class,
    SpringDocWebMvcConfiguration.class
})
public class OpenApiConfiguration {
    /// Where the description is found.
    public static final String PATH = "/api/v1/openapi.json";

    /// The settings of springdoc.
    public static Map<String, Object> properties() {
        return Map.of(
                "springdoc.api-docs.path", PATH,
                "springdoc.api-docs.version", "openapi_3_1",
                "springdoc.swagger-ui.enabled", "false",
                "springdoc.default-consumes-media-type", "application/json",
                "springdoc.default-produces-media-type", "application/json",
                "springdoc.disable-i18n", "true",
                "springdoc.override-with-generic-response", "false",
                "springdoc.remove-broken-reference-definitions", "false");
    }

    @Bean
    GlobalOpenApiCustomizer documentCustomizer(Installation installation) {
        ValueSchemas.register();
        return new ApiDocument(installation.version());
    }

    @Bean
    GlobalOperationCustomizer operationCustomizer() {
        return new OperationDetails();
    }
}
