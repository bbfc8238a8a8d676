package dev.ostiary.control.server;

import dev.ostiary.control.json.StrictJson;
import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.random.Randomness;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// What every request meets on its way to a controller.
@Configuration(proxyBeanMethods = false)
@Import(MvcConfigurer.class)
class WebConfiguration {
    @Bean
    JsonMapper jsonMapper() {
        return StrictJson.mapper();
    }

    @Bean
    RequestIds requestIds(Randomness randomness, Clock clock) {
        return new RequestIds(randomness, clock);
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json, RequestIds requestIds) {
        return new ProblemWriter(json, requestIds);
    }

    @Bean
    FilterRegistrationBean<RequestFrame> requestFrame(RequestIds requestIds, ProblemWriter problems) {
        FilterRegistrationBean<RequestFrame> registration =
                new FilterRegistrationBean<>(new RequestFrame(requestIds, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<StrictTransport> strictTransport(PublicAddress address) {
        FilterRegistrationBean<StrictTransport> registration =
                new FilterRegistrationBean<>(new StrictTransport(address));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /// What no controller is for. Left to itself, Spring MVC would log the path, which a caller may have put a key
    /// into.
    @Bean
    SimpleUrlHandlerMapping elsewhere() {
        HttpRequestHandler nothing = (request, response) -> {
            throw RefusedException.notFound();
        };
        return new SimpleUrlHandlerMapping(Map.of("/**", nothing), Ordered.LOWEST_PRECEDENCE);
    }
}
