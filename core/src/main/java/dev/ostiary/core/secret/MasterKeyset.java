package dev.ostiary.core.secret;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The generations of the master key that an installation has, kept outside the database. More than one while a
/// rotation is under way: what the older ones encrypted and peppered is readable until they are retired. Immutable,
/// and never empty.
///
/// Its text is a line for each, oldest first: the first as [MasterKey] writes it, the others with their number before
/// the bytes, `ostiary-master-key-1:2:…`.
public final class MasterKeyset {
    private static final Pattern LATER = Pattern.compile(MasterKey.FORMAT + "([1-9][0-9]{0,5}):(\\S+)");

    private final TreeMap<Integer, MasterKey> keys;

    private MasterKeyset(SortedMap<Integer, MasterKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a keyset has at least one generation");
        }
        this.keys = new TreeMap<>(keys);
    }

    /// The keyset of a new installation.
    public static MasterKeyset first(MasterKey key) {
        return new MasterKeyset(new TreeMap<>(Map.of(1, key)));
    }

    /// Reads what [#export()] wrote, white space of any kind between the lines; empty when the text is anything
    /// else.
    public static Optional<MasterKeyset> parse(String text) {
        TreeMap<Integer, MasterKey> keys = new TreeMap<>();
        for (String line : Arrays.asList(text.strip().split("\\s+"))) {
            Matcher later = LATER.matcher(line);
            int generation = later.matches() ? Integer.parseInt(later.group(1)) : 1;
            Optional<MasterKey> key = MasterKey.parse(later.matches() ? MasterKey.FORMAT + later.group(2) : line);
            boolean isOddlyWritten = later.matches() && generation == 1;
            if (key.isEmpty() || isOddlyWritten || keys.put(generation, key.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new MasterKeyset(keys));
    }

    /// All generations as text.
    public Secret export() {
        return Secret.of(keys.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n")));
    }

    private static String line(int generation, MasterKey key) {
        String line = key.export().reveal();
        return generation == 1 ? line : MasterKey.FORMAT + generation + ":" + line.substring(MasterKey.FORMAT.length());
    }

    /// The numbers of its generations, ascending.
    public NavigableSet<Integer> generations() {
        return new TreeSet<>(keys.keySet());
    }

    /// The greatest of them.
    public int newest() {
        return keys.lastKey();
    }

    public Optional<MasterKey> find(int generation) {
        return Optional.ofNullable(keys.get(generation));
    }

    /// The same with one generation more.
    public MasterKeyset with(int generation, MasterKey key) {
        TreeMap<Integer, MasterKey> more = new TreeMap<>(keys);
        more.put(generation, key);
        return new MasterKeyset(more);
    }

    /// The same without a generation, which must not be its only one.
    public MasterKeyset without(int generation) {
        TreeMap<Integer, MasterKey> fewer = new TreeMap<>(keys);
        fewer.remove(generation);
        return new MasterKeyset(fewer);
    }

    /// The pepper of each generation, newest first.
    public List<Pepper> peppers() {
        return keys.descendingMap().entrySet().stream()
                .map(entry -> entry.getValue().pepper(entry.getKey()))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKeyset keyset && export().equals(keyset.export());
    }

    @Override
    public int hashCode() {
        return keys.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "MasterKeyset" + keys.keySet();
    }
}
