package dev.ostiary.control.security;

import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.problem.Refusal;
import dev.ostiary.control.request.PublicAddress;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.control.wiring.SignInOperations;
import dev.ostiary.core.management.ManagementAuthenticator;
import dev.ostiary.core.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
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
/// management key or the cookie of a session. Sessions are ours and so is what keeps other sites from riding on them
/// ([SessionFilter]); the server's own are never made.
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {
    private static final String[] OPEN_PATHS = {
        "/",
        "/assets/**",
        "/healthz",
        "/readyz",
        "/api/v1/docs",
        "/api/v1/openapi.json",
        "/api/v1/sign-in",
        "/setup",
        "/invitation",
        "/sign-in/**"
    };

    /// Where people come in.
    private static final String[] ENTRANCES = {
        "/api/v1/session",
        "/api/v1/session/passkey",
        "/api/v1/session/passkey/options",
        "/api/v1/setup",
        "/api/v1/invitations/accept"
    };

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            ManagementAuthenticator authenticator,
            SignInOperations signIn,
            HostCookie cookie,
            PublicAddress address,
            RequestSources sources,
            ProblemWriter problems) {
        RequestMatcher open = openPaths();
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(denied -> answerDenied(denied, problems))
                .addFilterBefore(
                        new SessionFilter(signIn, cookie, address, sources, problems, open), AuthorizationFilter.class)
                .addFilterBefore(new BearerFilter(authenticator, problems, sources, open), AuthorizationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(open).permitAll().anyRequest().authenticated())
                .build();
    }

    @Bean
    HostCookie sessionCookie(PublicAddress address) {
        return HostCookie.ofSession(address);
    }

    @Bean
    RequestSources requestSources(PublicAddress address, RequestIds requestIds) {
        return new RequestSources(address, requestIds);
    }

    /// Paths that could mean two things are refused. Methods and header values are not judged here: a strange
    /// method gets its 405, and a credential of strange characters the answer that every wrong credential gets.
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
        List<RequestMatcher> matchers = new ArrayList<>();
        for (String path : OPEN_PATHS) {
            matchers.add(paths.matcher(path));
        }
        for (String path : ENTRANCES) {
            matchers.add(paths.matcher(HttpMethod.POST, path));
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
