package dev.ostiary.control.security;

import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.problem.Refusal;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.core.management.ManagementAuthenticator;
import dev.ostiary.core.problem.ProblemCode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Who may do what before any controller is asked: a few paths are open, everything else, known or not, wants a
/// management key. There is no session and no cookie, and so nothing that another site could ride on (no CSRF).
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
    private static final String[] OPEN_PATHS = {
        "/", "/assets/**", "/healthz", "/readyz", "/api/v1/docs", "/api/v1/openapi.json"
    };

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, ManagementAuthenticator authenticator, ProblemWriter problems, RequestIds requestIds) {
        RequestMatcher open = openPaths();
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(denied -> answerDenied(denied, problems))
                .addFilterBefore(new BearerFilter(authenticator, problems, requestIds, open), AuthorizationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(open).permitAll().anyRequest().authenticated())
                .build();
    }

    /// Paths that could mean two things are refused. Methods and header values are not judged here: a strange
    /// method
    /// gets its 405, and a credential of strange characters the answer that every wrong credential gets.
    @Bean
    StrictHttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, rejected) -> problems.answer(rejected, request, response);
    }

    private static RequestMatcher openPaths() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        RequestMatcher[] matchers = new RequestMatcher[OPEN_PATHS.length];
        for (int i = 0; i < OPEN_PATHS.length; i++) {
            matchers[i] = paths.matcher(OPEN_PATHS[i]);
        }
        return new OrRequestMatcher(matchers);
    }

    private static void answerDenied(ExceptionHandlingConfigurer<HttpSecurity> denied, ProblemWriter problems) {
        denied.authenticationEntryPoint((request, response, _) ->
                        problems.answer(Refusal.of(ProblemCode.CREDENTIAL_INVALID), request, response))
                .accessDeniedHandler((request, response, _) ->
                        problems.answer(Refusal.of(ProblemCode.PERMISSION_DENIED), request, response));
    }
}
