package dev.ostiary.gateway.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Prometheus's text format by its grammar, line by line, and is content with nothing less.
public record Exposition(List<Sample> samples, Map<String, String> types) {
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\\\]|\\\\\\\\|\\\\n)+");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "(?:\\{(" + LABEL + "(?:," + LABEL + ")*),?})?"
            + " ([+-]?(?:Inf|NaN|[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?))");
    private static final Pattern PAIR = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"");

    /// One line with a value.
    public record Sample(String name, Map<String, String> labels, double value) {}

    /// Reads a whole answer.
    public static Exposition parse(String text) {
        List<Sample> samples = new ArrayList<>();
        Map<String, String> types = new LinkedHashMap<>();
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line is not ended");
        }
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            if (type.matches()) {
                if (types.put(type.group(1), type.group(2)) != null) {
                    throw new AssertionError("two types: " + line);
                }
            } else if (!HELP.matcher(line).matches()) {
                samples.add(sample(line, types));
            }
        }
        return new Exposition(samples, types);
    }

    private static Sample sample(String line, Map<String, String> types) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("not a line of the format: " + line);
        }
        String name = sample.group(1);
        if (!types.containsKey(family(name, types))) {
            throw new AssertionError("no type before: " + line);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        if (sample.group(2) != null) {
            Matcher pair = PAIR.matcher(sample.group(2));
            while (pair.find()) {
                if (labels.put(pair.group(1), pair.group(2)) != null) {
                    throw new AssertionError("a label stands twice: " + line);
                }
            }
        }
        String value = sample.group(3).replace("Inf", "Infinity");
        return new Sample(name, labels, Double.parseDouble(value));
    }

    /// The metric that a line belongs to.
    private static String family(String name, Map<String, String> types) {
        for (String suffix : List.of("_bucket", "_count", "_sum")) {
            if (name.endsWith(suffix)) {
                String family = name.substring(0, name.length() - suffix.length());
                if (types.containsKey(family)) {
                    return family;
                }
            }
        }
        return name;
    }

    /// The names of labels that lines of a metric have.
    public List<String> labelNames(String family) {
        return samples.stream()
                .filter(sample -> family(sample.name(), types).equals(family))
                .flatMap(sample -> sample.labels().keySet().stream())
                .filter(label -> !label.equals("le"))
                .distinct()
                .sorted()
                .toList();
    }

    /// The value of the one line with that name and, among others, these labels: name, value, name, value.
    public double value(String name, String... labels) {
        List<Sample> found =
                samples.stream().filter(sample -> matches(sample, name, labels)).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + List.of(labels) + " stands " + found.size() + " times: " + found);
        }
        return found.getFirst().value();
    }

    /// The values of all lines with that name and these labels together; 0 when there are none.
    public double sum(String name, String... labels) {
        return samples.stream()
                .filter(sample -> matches(sample, name, labels))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static boolean matches(Sample sample, String name, String... labels) {
        boolean matches = sample.name().equals(name);
        for (int i = 0; i < labels.length; i += 2) {
            matches &= labels[i + 1].equals(sample.labels().get(labels[i]));
        }
        return matches;
    }
}
