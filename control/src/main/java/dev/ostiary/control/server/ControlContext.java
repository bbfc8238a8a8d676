package dev.ostiary.control.server;

import dev.ostiary.control.console.ConsoleConfiguration;
import dev.ostiary.control.idempotency.IdempotencyConfiguration;
import dev.ostiary.control.openapi.OpenApiConfiguration;
import dev.ostiary.control.page.PageConfiguration;
import dev.ostiary.control.rest.RestConfiguration;
import dev.ostiary.control.security.SecurityConfiguration;
import dev.ostiary.control.signin.SignInConfiguration;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/// The Spring context of the control plane. It is made by hand rather than by `SpringApplication`, which would also set
/// up logging, read `application.properties` from the working folder and take any property from the environment: here
/// the settings are the ones below and those handed in, so nothing lying about changes what the server does.
public final class ControlContext implements AutoCloseable {
    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    public ControlContext(InetAddress address, int port, Duration drain) {
        context.setEnvironment(new OwnEnvironment(properties(address, port, drain)));
        context.getBeanFactory().setConversionService(new ApplicationConversionService());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.register(
                BootConfiguration.class,
                TomcatConfiguration.class,
                WebConfiguration.class,
                SecurityConfiguration.class,
                RestConfiguration.class,
                IdempotencyConfiguration.class,
                SignInConfiguration.class,
                OpenApiConfiguration.class,
                PageConfiguration.class,
                ConsoleConfiguration.class);
    }

    /// Adds something that controllers may ask for by its type. It stays the caller's: it is not closed with the
    /// context.
    public void add(Object part) {
        context.getBeanFactory().registerSingleton(part.getClass().getName(), part);
    }

    /// Starts the server.
    ///
    /// @return the port it listens at
    public int start() {
        context.refresh();
        WebServer server = context.getWebServer();
        if (server == null) {
            throw new IllegalStateException("a web context has a web server");
        }
        return server.getPort();
    }

    @Override
    public void close() {
        context.close();
    }

    private static Map<String, Object> properties(InetAddress address, int port, Duration drain) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.address", address.getHostAddress());
        properties.put("server.port", port);
        properties.put("server.shutdown", "graceful");
        properties.put("server.tomcat.connection-timeout", "10s");
        properties.put("server.tomcat.keep-alive-timeout", "30s");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", drain.toString());
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("spring.mvc.formcontent.filter.enabled", "false");
        properties.put("spring.web.resources.add-mappings", "false");
        properties.put("spring.thymeleaf.prefix", "classpath:/ostiary/pages/");
        properties.put("spring.thymeleaf.check-template-location", "false");
        // A page that fails half way is answered by a whole one.
        properties.put("spring.thymeleaf.servlet.produce-partial-output-while-processing", "false");
        properties.putAll(OpenApiConfiguration.properties());
        return properties;
    }

    /// An environment of these properties alone.
    private static final class OwnEnvironment extends StandardEnvironment {
        OwnEnvironment(Map<String, Object> properties) {
            getPropertySources().addFirst(new MapPropertySource("control", properties));
            setConversionService(new ApplicationConversionService());
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // Neither system properties nor environment variables.
        }
    }
}
