package dev.ostiary.control.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ostiary.core.access.Location;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

@Schema(name = "Location", description = "Where a key is read: exactly one of these.")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LocationBody(
        Optional<Header> header, Optional<Named> queryParameter, Optional<Named> cookie, Optional<Named> bodyField) {
    @Schema(name = "HeaderLocation")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Header(
            @Schema(description = "The header's name.", example = "authorization")
            String name,

            @Schema(description = "What stands before the key, such as Bearer.", example = "Bearer", types = "string")
            Optional<String> scheme) {}

    @Schema(name = "NamedLocation")
    public record Named(
            @Schema(description = "Its name.", example = "api_key")
            String name) {}

    static LocationBody of(Location location) {
        return switch (location) {
            case Location.Header(String name) -> ofHeader(new Header(name, Optional.empty()));
            case Location.SchemeHeader(String name, String scheme) -> ofHeader(new Header(name, Optional.of(scheme)));
            case Location.QueryParameter(String name) ->
                new LocationBody(Optional.empty(), Optional.of(new Named(name)), Optional.empty(), Optional.empty());
            case Location.Cookie(String name) ->
                new LocationBody(Optional.empty(), Optional.empty(), Optional.of(new Named(name)), Optional.empty());
            case Location.BodyField(String name) ->
                new LocationBody(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Named(name)));
        };
    }

    private static LocationBody ofHeader(Header header) {
        return new LocationBody(Optional.of(header), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
