package dev.ostiary.gateway.http1;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What [HttpHeaders] asks for in many forms, said by the few that [FlatHeaders] knows.
abstract sealed class NamedHeaders extends HttpHeaders permits FlatHeaders {
    @Override
    public @Nullable String get(String name) {
        return get((CharSequence) name);
    }

    @Override
    public boolean contains(String name) {
        return contains((CharSequence) name);
    }

    @Override
    public List<String> getAll(String name) {
        return getAll((CharSequence) name);
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        return add((CharSequence) name, value);
    }

    @Override
    public HttpHeaders add(CharSequence name, Iterable<?> values) {
        values.forEach(value -> add(name, value));
        return this;
    }

    @Override
    public HttpHeaders add(String name, Iterable<?> values) {
        return add((CharSequence) name, values);
    }

    @Override
    public HttpHeaders addInt(CharSequence name, int value) {
        return add(name, Integer.toString(value));
    }

    @Override
    public HttpHeaders addShort(CharSequence name, short value) {
        return add(name, Short.toString(value));
    }

    @Override
    public HttpHeaders set(CharSequence name, Object value) {
        remove(name);
        return add(name, value);
    }

    @Override
    public HttpHeaders set(String name, Object value) {
        return set((CharSequence) name, value);
    }

    @Override
    public HttpHeaders set(CharSequence name, Iterable<?> values) {
        remove(name);
        return add(name, values);
    }

    @Override
    public HttpHeaders set(String name, Iterable<?> values) {
        return set((CharSequence) name, values);
    }

    @Override
    public HttpHeaders setInt(CharSequence name, int value) {
        return set(name, Integer.toString(value));
    }

    @Override
    public HttpHeaders setShort(CharSequence name, short value) {
        return set(name, Short.toString(value));
    }

    @Override
    public HttpHeaders remove(String name) {
        return remove((CharSequence) name);
    }

    @Override
    public @Nullable Integer getInt(CharSequence name) {
        Long number = number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return number == null ? null : Integer.valueOf(number.intValue());
    }

    @Override
    public int getInt(CharSequence name, int otherwise) {
        Integer number = getInt(name);
        return number == null ? otherwise : number;
    }

    @Override
    public @Nullable Short getShort(CharSequence name) {
        Long number = number(name, Short.MIN_VALUE, Short.MAX_VALUE);
        return number == null ? null : Short.valueOf(number.shortValue());
    }

    @Override
    public short getShort(CharSequence name, short otherwise) {
        Short number = getShort(name);
        return number == null ? otherwise : number;
    }

    private @Nullable Long number(CharSequence name, long least, long most) {
        String value = get(name);
        if (value == null) {
            return null;
        }
        try {
            long number = Long.parseLong(value);
            return number < least || number > most ? null : Long.valueOf(number);
        } catch (NumberFormatException other) {
            return null;
        }
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // Netty's own parser makes one.
    public @Nullable Long getTimeMillis(CharSequence name) {
        String value = get(name);
        Date date = value == null ? null : DateFormatter.parseHttpDate(value);
        return date == null ? null : Long.valueOf(date.getTime());
    }

    @Override
    public long getTimeMillis(CharSequence name, long otherwise) {
        Long millis = getTimeMillis(name);
        return millis == null ? otherwise : millis;
    }
}
