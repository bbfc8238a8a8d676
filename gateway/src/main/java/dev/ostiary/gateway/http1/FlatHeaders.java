package dev.ostiary.gateway.http1;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Headers as the bytes they are on the wire, so that a message that passes through is read once and written in few
/// pieces. Behaves as [io.netty.handler.codec.http.DefaultHttpHeaders] does: names match in any case, lines keep their
/// order, what is set goes to the end. Names and values are checked when they are added, so that none can end its line.
/// A value's characters are bytes (ISO-8859-1). Not thread safe.
public final class FlatHeaders extends NamedHeaders {
    private static final int USUAL_SIZE = 512;

    private final HeaderLines lines;

    /// Makes empty headers.
    public FlatHeaders() {
        this(new HeaderLines(new byte[USUAL_SIZE]));
    }

    FlatHeaders(HeaderLines lines) {
        this.lines = lines;
    }

    /// These headers, or a flat copy of them.
    ///
    /// @throws IllegalArgumentException when one cannot stand in a message
    public static FlatHeaders of(HttpHeaders headers) {
        if (headers instanceof FlatHeaders flat) {
            return flat;
        }
        FlatHeaders flat = new FlatHeaders();
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            flat.lines.add(header.getKey(), header.getValue());
        }
        return flat;
    }

    /// A copy of its own, with room for some more bytes.
    public FlatHeaders copy(int spare) {
        return new FlatHeaders(lines.copy(spare));
    }

    @Override
    public HttpHeaders copy() {
        return copy(0);
    }

    /// Whether one of the recognised names of these [HeaderName#bits] is there.
    public boolean hasAny(long bits) {
        return lines.hasAny(bits);
    }

    /// Removes every line of the recognised names of these [HeaderName#bits].
    public void removeAny(long bits) {
        lines.removeAny(bits);
    }

    /// Adds a line with the first value of another name, if that is there.
    public void addCopy(HeaderName from, HeaderName name) {
        lines.addCopy(from, name);
    }

    /// Whether a recognised name stands more than once.
    public boolean isRepeated(HeaderName recognised) {
        return lines.isRepeated(recognised.bit());
    }

    /// Whether some name may be one of the gateway's own or pass for another one: begins with `x-o`, or has a
    /// mark other than the hyphen.
    public boolean hasOwnHint() {
        return lines.hasOwnHint();
    }

    /// The names of the lines of at least that length that have that mark anywhere in them, the name included;
    /// none, for the usual head.
    public List<String> namesOfLinesWith(byte[] mark, int shortest) {
        List<String> names = List.of();
        for (int entry = lines.first(); entry >= 0; entry = lines.after(entry)) {
            if (lines.holds(entry, mark, shortest)) {
                names = names.isEmpty() ? new ArrayList<>(2) : names;
                names.add(lines.name(entry));
            }
        }
        return names;
    }

    /// The first value of that name as a plain decimal number; -1 when there is none or it is something else.
    public long decimal(HeaderName name) {
        int entry = lines.find(name);
        return entry < 0 ? -1 : lines.decimal(entry);
    }

    /// Whether the first value of that name is that text, in any case.
    public boolean isValue(HeaderName name, AsciiString expected) {
        int entry = lines.find(name);
        return entry >= 0 && lines.isValue(entry, expected);
    }

    /// How many bytes [#writeTo] writes.
    public int encodedLength() {
        return lines.encodedLength();
    }

    /// Writes all lines, each with its end.
    public void writeTo(ByteBuf out) {
        byte[] bytes = Scratch.of(lines.encodedLength());
        out.writeBytes(bytes, 0, lines.writeTo(bytes, 0));
    }

    HeaderLines lines() {
        return lines;
    }

    @Override
    public @Nullable String get(CharSequence name) {
        int entry = lines.find(name);
        return entry < 0 ? null : lines.value(entry);
    }

    @Override
    public boolean contains(CharSequence name) {
        return lines.find(name) >= 0;
    }

    @Override
    public List<String> getAll(CharSequence name) {
        List<String> values = new ArrayList<>(2);
        valueStringIterator(name).forEachRemaining(values::add);
        return values;
    }

    @Override
    public Iterator<String> valueStringIterator(CharSequence name) {
        return new EntryIterator<>(lines, name, lines::value);
    }

    @Override
    public Iterator<? extends CharSequence> valueCharSequenceIterator(CharSequence name) {
        return new EntryIterator<>(lines, name, lines::valueView);
    }

    @Override
    public Iterator<Map.Entry<CharSequence, CharSequence>> iteratorCharSequence() {
        return new EntryIterator<>(
                lines, null, entry -> new SimpleImmutableEntry<>(lines.nameView(entry), lines.valueView(entry)));
    }

    /// {@inheritDoc}
    ///
    /// @deprecated as in Netty
    @Deprecated
    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
        IntFunction<Map.Entry<String, String>> asText =
                entry -> new SimpleImmutableEntry<>(lines.name(entry), lines.value(entry));
        return new EntryIterator<>(lines, null, asText);
    }

    @Override
    public List<Map.Entry<String, String>> entries() {
        List<Map.Entry<String, String>> entries = new ArrayList<>(lines.size());
        iteratorAsString().forEachRemaining(entries::add);
        return entries;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int entry = lines.first(); entry >= 0; entry = lines.after(entry)) {
            names.add(lines.name(entry));
        }
        return names;
    }

    @Override
    public boolean isEmpty() {
        return lines.size() == 0;
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        lines.add(name, text(value));
        return this;
    }

    @Override
    public HttpHeaders add(HttpHeaders headers) {
        lines.addAll(of(headers).lines);
        return this;
    }

    @Override
    public HttpHeaders remove(CharSequence name) {
        lines.remove(name);
        return this;
    }

    @Override
    public HttpHeaders clear() {
        lines.clear();
        return this;
    }

    private static CharSequence text(Object value) {
        if (value instanceof CharSequence text) {
            return text;
        }
        return switch (value) {
            case Date date -> DateFormatter.format(date);
            case Calendar calendar -> DateFormatter.format(calendar.getTime());
            default -> value.toString();
        };
    }
}
