package dev.ostiary.control.rest;

import dev.ostiary.core.page.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a listing. With its items' name behind it, its own is the name in the description of the API: `ListOfKey`.
public record ListOf<T>(
        @Schema(description = "The items, newest first.") List<T> items,

        @Schema(
                description = "Give it as `cursor` for the next part; null when there is none.",
                example = "key_01kj3x5v9rn2c8q4w6t0ya7mze.9b1f02ac",
                types = {"string", "null"})
        Optional<String> nextCursor) {
    public static <B> ListOf<B> of(Page<B> page) {
        return new ListOf<>(page.items(), page.nextCursor().map(CursorText::of));
    }

    public static <T, B> ListOf<B> of(Page<T> page, Function<T, B> body) {
        return of(page.map(body));
    }
}
