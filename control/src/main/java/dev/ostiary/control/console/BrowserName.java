package dev.ostiary.control.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What people call the browser that says so long a word of itself.
final class BrowserName {
    private static final int LONGEST = 40;

    /// Most browsers say the names of those before them as well: the first that is found is meant.
    private static final SequencedMap<String, String> BROWSERS = inOrder(List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Vivaldi/", "Vivaldi"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Safari/", "Safari")));

    private static final SequencedMap<String, String> SYSTEMS = inOrder(List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Macintosh", "Mac"),
            Map.entry("Linux", "Linux")));

    private BrowserName() {}

    /// @param userAgent as it calls itself; may be empty
    static String of(String userAgent) {
        String browser = first(BROWSERS, userAgent).orElseGet(() -> itself(userAgent));
        return first(SYSTEMS, userAgent)
                .map(system -> browser + " on " + system)
                .orElse(browser);
    }

    /// Programs say their name and a version.
    private static String itself(String userAgent) {
        String name = userAgent.split("[/ (]", 2)[0];
        return name.isEmpty() || name.equals("Mozilla")
                ? "Unknown browser"
                : name.substring(0, Math.min(LONGEST, name.length()));
    }

    private static Optional<String> first(SequencedMap<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static SequencedMap<String, String> inOrder(List<Map.Entry<String, String>> names) {
        SequencedMap<String, String> ordered = new LinkedHashMap<>();
        names.forEach(name -> ordered.put(name.getKey(), name.getValue()));
        return ordered;
    }
}
