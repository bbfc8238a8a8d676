package dev.ostiary.control.server;

import dev.ostiary.control.console.ConsoleReaders;
import dev.ostiary.control.console.FrameInterceptor;
import dev.ostiary.control.console.PageFailures;
import dev.ostiary.control.json.JsonFields;
import dev.ostiary.control.json.RequestBodies;
import dev.ostiary.control.problem.ProblemResolver;
import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.rest.AuditFilterArgument;
import dev.ostiary.control.rest.InputGate;
import dev.ostiary.control.rest.NamedListingArgument;
import dev.ostiary.control.rest.PageRequestArgument;
import dev.ostiary.control.rest.PermissionGate;
import dev.ostiary.control.rest.PreconditionArgument;
import dev.ostiary.control.rest.RequestReaders;
import dev.ostiary.control.security.SignedInArgument;
import dev.ostiary.control.signin.SignInReaders;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.core.Ordered;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// How Spring MVC reads requests, writes answers, and answers for failures: in our ways alone.
final class MvcConfigurer implements WebMvcConfigurer {
    private final JsonMapper json;
    private final ProblemWriter problems;
    private final PermissionGate gate;
    private final FrameInterceptor frame;
    private final PageFailures pageFailures;
    private final Clock clock;

    MvcConfigurer(
            JsonMapper json,
            ProblemWriter problems,
            PermissionGate gate,
            FrameInterceptor frame,
            PageFailures pageFailures,
            Clock clock) {
        this.json = json;
        this.problems = problems;
        this.gate = gate;
        this.frame = frame;
        this.pageFailures = pageFailures;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new AcceptGate()).order(Ordered.HIGHEST_PRECEDENCE);
        interceptors.addInterceptor(gate);
        interceptors.addInterceptor(new InputGate());
        interceptors.addInterceptor(frame);
    }

    /// Without the defaults, which would read types that no reader is written for.
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters
                .disableDefaults()
                .addCustomConverter(new RequestBodies(json, readers(), RequestReaders.LIMITS))
                .addCustomConverter(new ByteArrayHttpMessageConverter())
                .addCustomConverter(new JacksonJsonHttpMessageConverter(json));
    }

    private Map<Class<?>, Function<JsonFields, ?>> readers() {
        Map<Class<?>, Function<JsonFields, ?>> readers = new HashMap<>(RequestReaders.at(clock));
        readers.putAll(SignInReaders.ALL);
        readers.putAll(ConsoleReaders.ALL);
        return readers;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PageRequestArgument());
        resolvers.add(new NamedListingArgument());
        resolvers.add(new AuditFilterArgument());
        resolvers.add(new PreconditionArgument());
        resolvers.add(new SignedInArgument());
    }

    @Override
    public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(pageFailures);
        resolvers.add(new ProblemResolver(problems));
    }

    /// Bodies are checked by their readers; another validator would be looked for and set up at the first request.
    @Override
    public Validator getValidator() {
        return new NoValidator();
    }

    private static final class NoValidator implements Validator {
        @Override
        public boolean supports(Class<?> type) {
            return false;
        }

        @Override
        public void validate(Object target, Errors errors) {
            throw new IllegalStateException("supports nothing");
        }
    }
}
