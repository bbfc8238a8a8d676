package dev.ostiary.control.console;

import dev.ostiary.control.rest.CorsBody;
import dev.ostiary.control.rest.SettingsBody;
import dev.ostiary.control.rest.TimeoutsBody;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Settings of a deployment as the fields of its form take them: lists as lines, times in seconds.
public record SettingsShown(
        boolean keySecurity,
        String upstreams,
        boolean hasCors,
        String origins,
        String methods,
        String allowedHeaders,
        String exposedHeaders,
        boolean credentials,
        String maxAge,
        String response,
        String idle,
        String request,
        String headers) {
    static SettingsShown of(SettingsBody settings) {
        Optional<CorsBody> cors = settings.cors();
        Optional<TimeoutsBody> timeouts = settings.timeouts();
        return new SettingsShown(
                settings.keySecurity(),
                String.join("\n", settings.upstreams()),
                cors.isPresent(),
                list(cors, CorsBody::allowedOrigins, ""),
                list(cors, CorsBody::allowedMethods, ""),
                list(cors, CorsBody::allowedHeaders, "content-type, x-api-key"),
                list(cors, CorsBody::exposedHeaders, ""),
                cors.map(CorsBody::allowCredentials).orElse(false),
                cors.map(CorsBody::maxAge).map(SettingsShown::seconds).orElse("600"),
                time(timeouts, TimeoutsBody::response),
                time(timeouts, TimeoutsBody::idle),
                time(timeouts, TimeoutsBody::request),
                settings.headers().entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n")));
    }

    private static String list(Optional<CorsBody> cors, Function<CorsBody, List<String>> part, String otherwise) {
        return cors.map(part).map(values -> String.join(", ", values)).orElse(otherwise);
    }

    private static String time(Optional<TimeoutsBody> timeouts, Function<TimeoutsBody, Optional<String>> part) {
        return timeouts.flatMap(part).map(SettingsShown::seconds).orElse("");
    }

    /// So many seconds, with as many digits as it takes.
    private static String seconds(String time) {
        return BigDecimal.valueOf(Duration.parse(time).toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }
}
