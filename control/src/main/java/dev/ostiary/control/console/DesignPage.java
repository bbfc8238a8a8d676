package dev.ostiary.control.console;

import dev.ostiary.control.openapi.SessionOnly;
import dev.ostiary.control.rest.TrafficBody;
import dev.ostiary.core.page.Page;
import dev.ostiary.core.traffic.LatencyScale;
import dev.ostiary.core.traffic.TrafficCause;
import dev.ostiary.core.traffic.TrafficCell;
import dev.ostiary.core.traffic.TrafficHistory;
import dev.ostiary.core.traffic.TrafficOutcome;
import dev.ostiary.core.traffic.TrafficRange;
import dev.ostiary.core.traffic.TrafficWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;

/// Design: what pages are made of, each part as it is and with what it is for.
@ConsolePage
final class DesignPage {
    private static final List<String> COLOURS = List.of(
            "ground",
            "surface",
            "raised",
            "sunken",
            "ink",
            "soft",
            "line",
            "line-strong",
            "accent",
            "accent-wash",
            "good",
            "good-wash",
            "warn",
            "warn-wash",
            "bad",
            "bad-wash",
            "chart-served",
            "chart-refused",
            "chart-failed",
            "chart-abandoned");
    private static final TrafficCause EXPIRED = new TrafficCause(TrafficOutcome.REFUSED, "expired");

    private final Clock clock;

    DesignPage(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/design")
    @SessionOnly
    String show(Model model) {
        model.addAttribute("colours", COLOURS);
        model.addAttribute("now", clock.instant());
        model.addAttribute("chart", sample(clock.instant()));
        model.addAttribute("query", new PageQuery("/design", new LinkedMultiValueMap<>()));
        model.addAttribute("sample", new Page<>(List.of(), Optional.of("next")));
        return "console/design";
    }

    /// A day as it could be.
    private static TrafficChart sample(Instant now) {
        TrafficWindow day = TrafficRange.DAY.until(now);
        List<TrafficCell> cells = new ArrayList<>();
        List<Instant> hours = day.steps();
        for (int i = 0; i < hours.size(); i++) {
            long requests = 40 + Math.round(30 * Math.sin(i / 4.0));
            int usual = LatencyScale.bucketOf(Duration.ofMillis(90).toNanos());
            cells.add(new TrafficCell(hours.get(i), TrafficCause.SERVED, usual, requests));
            cells.add(new TrafficCell(hours.get(i), TrafficCause.SERVED, usual + i % 4, requests / 9));
            cells.add(new TrafficCell(hours.get(i), EXPIRED, LatencyScale.NONE, 1 + i % 5));
        }
        return TrafficChart.of(TrafficBody.of(TrafficRange.DAY, TrafficHistory.of(day, cells)));
    }
}
