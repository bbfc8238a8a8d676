package dev.ostiary.control.oidc;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/// How identity providers are asked: with an end to patience, and where they said, without following redirects.
final class OidcHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ClientHttpRequestFactory requests;

    OidcHttp() {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build());
        factory.setReadTimeout(ANSWER);
        this.requests = factory;
    }

    RestClient.Builder client() {
        return RestClient.builder().requestFactory(requests);
    }

    RestTemplate template() {
        return new RestTemplate(requests);
    }
}
