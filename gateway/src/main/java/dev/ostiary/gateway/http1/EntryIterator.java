package dev.ostiary.gateway.http1;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Goes through the lines of a head, all or those of one name, and makes of each what is asked for when it is asked
/// for.
final class EntryIterator<T> implements Iterator<T> {
    private final HeaderLines lines;
    private final @Nullable CharSequence name;
    private final IntFunction<T> form;
    private int next;

    EntryIterator(HeaderLines lines, @Nullable CharSequence name, IntFunction<T> form) {
        this.lines = lines;
        this.name = name;
        this.form = form;
        this.next = name == null ? lines.first() : lines.find(name);
    }

    @Override
    public boolean hasNext() {
        return next >= 0;
    }

    @Override
    public T next() {
        int entry = next;
        if (entry < 0) {
            throw new NoSuchElementException();
        }
        next = name == null ? lines.after(entry) : lines.findAfter(name, entry);
        return form.apply(entry);
    }
}
