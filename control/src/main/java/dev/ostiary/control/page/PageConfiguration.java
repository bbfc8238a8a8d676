package dev.ostiary.control.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/// The pages, and what they are made of.
@Configuration(proxyBeanMethods = false)
@Import({
    LandingController.class,
    EntranceController.class,
    ApiBrowserController.class,
    HealthController.class,
    MetricsController.class
})
public class PageConfiguration {
    @Bean
    WebMvcConfigurer pageConfigurer() {
        String swaggerUi = "classpath:/META-INF/resources/webjars/swagger-ui/"
                + new WebJarVersionLocator().version("swagger-ui") + "/";
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry resources) {
                resources.addResourceHandler("/assets/swagger-ui*").addResourceLocations(swaggerUi);
                resources.addResourceHandler("/assets/**").addResourceLocations("classpath:/ostiary/assets/");
            }
        };
    }
}
