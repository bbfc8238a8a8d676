package dev.ostiary.control.json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/// Reads the bodies of requests, each type by its own reader. A type that has none cannot be the body of a request.
public final class RequestBodies implements HttpMessageConverter<Object> {
    /// The most bytes that any body may have, that of a batch.
    public static final int MAX_BATCH_BYTES = 4 << 20;

    private final BodyReader bodies;
    private final Map<Class<?>, Function<JsonFields, ?>> readers;
    private final Map<Class<?>, Integer> limits;

    /// @param limits the most bytes of bodies that may have more than the usual
    public RequestBodies(
            JsonMapper json, Map<Class<?>, Function<JsonFields, ?>> readers, Map<Class<?>, Integer> limits) {
        this.limits = Map.copyOf(limits);
        this.bodies = new BodyReader(json);
        this.readers = Map.copyOf(readers);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return readers.containsKey(type) && (mediaType == null || MediaType.APPLICATION_JSON.includes(mediaType));
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public Object read(Class<?> type, HttpInputMessage message) throws IOException {
        Function<JsonFields, ?> reader = readers.get(type);
        if (reader == null) {
            throw new IllegalStateException("no reader for " + type.getName());
        }
        return reader.apply(bodies.read(message.getBody(), limits.getOrDefault(type, BodyReader.MAX_BYTES)));
    }

    @Override
    public void write(Object body, @Nullable MediaType mediaType, HttpOutputMessage message) {
        throw new IllegalStateException("reads only");
    }
}
