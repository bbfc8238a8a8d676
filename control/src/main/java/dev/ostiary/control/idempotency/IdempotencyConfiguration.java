package dev.ostiary.control.idempotency;

import dev.ostiary.control.json.RequestBodies;
import dev.ostiary.core.idempotency.Idempotency;
import dev.ostiary.core.random.Randomness;
import dev.ostiary.core.store.Store;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// How requests with an `Idempotency-Key` are handled, whatever they ask for.
@Configuration(proxyBeanMethods = false)
public class IdempotencyConfiguration {
    /// Behind the check of credentials, which Spring Boot puts at -100.
    private static final int ORDER = 0;

    @Bean
    Idempotency idempotency(Store store, Randomness randomness, Clock clock) {
        return new Idempotency(store.idempotency(), randomness, clock);
    }

    @Bean
    AnswerKeeper answerKeeper(Idempotency idempotency, JsonMapper json) {
        return new AnswerKeeper(idempotency, new KeptBodies(json));
    }

    @Bean
    FailedCalls failedCalls(Idempotency idempotency) {
        return new FailedCalls(idempotency);
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter() {
        FilterRegistrationBean<BodyFilter> registration =
                new FilterRegistrationBean<>(new BodyFilter(RequestBodies.MAX_BATCH_BYTES));
        registration.setOrder(ORDER);
        return registration;
    }

    @Bean
    WebMvcConfigurer idempotentMvc(Idempotency idempotency, FailedCalls failedCalls) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                // After whatever asks for permission: nothing is answered again to who may not have it any more.
                interceptors
                        .addInterceptor(new IdempotencyInterceptor(idempotency, failedCalls))
                        .order(Ordered.LOWEST_PRECEDENCE);
            }
        };
    }
}
