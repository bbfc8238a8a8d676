package dev.ostiary.control.console;

import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.rest.AgentEnvironmentBodies;
import dev.ostiary.control.rest.References;
import dev.ostiary.core.store.Store;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;
import tools.jackson.databind.json.JsonMapper;

/// The pages of the console, and what they are made of.
@Configuration(proxyBeanMethods = false)
@Import({
    HomePage.class,
    UsagePages.class,
    AgentPages.class,
    DeployPages.class,
    CredentialPages.class,
    TestPage.class,
    KeyPages.class,
    ProviderKeyPages.class,
    AuditPages.class,
    MemberPages.class,
    PlacePages.class,
    OrganizationsPage.class,
    ManagementKeyPages.class,
    RoutePages.class,
    PolicyPages.class,
    InstallationPages.class,
    ProfilePage.class,
    DesignPage.class,
    LivePage.class,
    LookUpPage.class
})
public class ConsoleConfiguration {
    @Bean
    FrameInterceptor frameInterceptor(Store store, LastOrganization last) {
        return new FrameInterceptor(store.organizations(), last);
    }

    @Bean
    LastOrganization lastOrganization(Store store, PublicAddress address) {
        return new LastOrganization(store.organizations(), address);
    }

    /// Not lazy: it has to listen before anybody asks, and to let go before the server ends.
    @Bean
    @Lazy(false)
    LiveChanges liveChanges(Store store) {
        return new LiveChanges(store.audit(), store.feed());
    }

    @Bean
    AgentsShown agentsShown(Store store, References references, AgentEnvironmentBodies bodies) {
        return new AgentsShown(store, references, bodies);
    }

    @Bean
    TestCalls testCalls(JsonMapper json) {
        return new TestCalls(json);
    }

    @Bean
    PageFailures pageFailures(ProblemWriter problems) {
        return new PageFailures(problems);
    }

    @Bean
    WebMvcConfigurer htmxResources() {
        String htmx = "classpath:/META-INF/resources/webjars/htmx.org/" + new WebJarVersionLocator().version("htmx.org")
                + "/dist/";
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry resources) {
                resources.addResourceHandler("/assets/htmx*").addResourceLocations(htmx);
            }
        };
    }
}
