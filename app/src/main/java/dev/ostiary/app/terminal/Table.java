package dev.ostiary.app.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Rows under headings. On a terminal that is too narrow, columns that may be shortened are; when that is not
/// enough, each row becomes a block of lines, so that nothing that must be whole is cut.
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /// A heading.
    ///
    /// @param shortest how many columns of the terminal the text may be cut to
    public record Column(String title, int shortest) {
        /// One whose text stays whole.
        public static Column whole(String title) {
            return new Column(title, Integer.MAX_VALUE);
        }

        /// One that may be cut to so many columns of the terminal.
        public static Column shortenedTo(int shortest, String title) {
            return new Column(title, shortest);
        }
    }

    /// Adds a row, one text for each column.
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row has one cell for each column");
        }
        rows.add(Arrays.stream(cells).map(Printable::clean).toList());
        return this;
    }

    /// The table in at most that many columns of the terminal if that can be.
    public String render(OptionalInt available) {
        int[] widths = widths();
        if (available.isPresent() && !shrink(widths, available.getAsInt())) {
            return blocks();
        }
        StringBuilder text = new StringBuilder();
        appendLine(text, columns.stream().map(Column::title).toList(), widths);
        for (List<String> row : rows) {
            appendLine(text, row, widths);
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int at = 0; at < widths.length; at++) {
            widths[at] = Printable.width(columns.get(at).title());
            for (List<String> row : rows) {
                widths[at] = Math.max(widths[at], Printable.width(row.get(at)));
            }
        }
        return widths;
    }

    /// Takes from the widest column that may give, until all fit.
    ///
    /// @return whether they do
    private boolean shrink(int[] widths, int available) {
        while (Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) > available) {
            int widest = -1;
            for (int at = 0; at < widths.length; at++) {
                if (widths[at] > columns.get(at).shortest() && (widest < 0 || widths[at] > widths[widest])) {
                    widest = at;
                }
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    private static void appendLine(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < widths.length; at++) {
            String cell = Printable.shorten(cells.get(at), widths[at]);
            line.append(cell)
                    .append(" ".repeat(widths[at] - Printable.width(cell)))
                    .append(GAP);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private String blocks() {
        int widest = columns.stream()
                .mapToInt(column -> Printable.width(column.title()))
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(row.getFirst()).append('\n');
            for (int at = 1; at < row.size(); at++) {
                String title = columns.get(at).title();
                text.append(GAP)
                        .append(title)
                        .append(" ".repeat(widest - Printable.width(title)))
                        .append(GAP)
                        .append(row.get(at))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
