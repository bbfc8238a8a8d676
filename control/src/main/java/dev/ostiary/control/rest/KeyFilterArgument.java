package dev.ostiary.control.rest;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.KeyFilter;
import dev.ostiary.core.key.KeySearch;
import dev.ostiary.core.key.KeySort;
import dev.ostiary.core.key.KeyStatus;
import dev.ostiary.core.key.Labels;
import dev.ostiary.core.organization.Organization;
import dev.ostiary.core.problem.FieldProblem;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;

/// Reads which keys are meant, and in what order, out of the parameters of a query. None is passed over ([InputGate]):
/// that would take more keys than were asked for.
public final class KeyFilterArgument {
    static final String SORT =
            "`newest` (when left out), `oldest`, `name`, `name_descending`, `last_used`, `least_used`, "
                    + "`expiry` or `expiry_descending`.";
    static final String AGENT = "Only keys that are bound to this agent, by slug or by id.";
    static final String ENVIRONMENT = "Only keys that are bound to this environment, by slug or by id.";
    static final String BOUND = "Only keys that are bound to the `organization`, to an `agent` or to `routes`.";
    static final String STATUS = "Only keys that are `active`, `disabled`, `expired` or `revoked`.";
    static final String LABEL = "Only keys with this label, such as `team=payments`; may be given several times.";
    static final String CREATOR = "Only keys that were made by whoever was called so then.";
    static final String SEARCH = "Only keys in whose name, description or labels words begin so, all of them; or whose "
            + "public id begins so.";
    static final String EXPIRING = "Only keys that are not revoked and expire within this time, such as `P14D`.";
    static final String UNUSED = "Only keys that were not used for this time, such as `P90D`, and are older than that.";

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final References references;
    private final Clock clock;

    KeyFilterArgument(References references, Clock clock) {
        this.references = references;
        this.clock = clock;
    }

    /// What was asked for.
    public record Asked(KeyFilter filter, KeySort sort) {}

    /// Reads them.
    ///
    /// @throws RefusedException `request.invalid` with everything that is wrong
    public Asked read(Organization organization, MultiValueMap<String, String> given) {
        Reading reading = new Reading(given);
        KeySort sort = reading.one("sort", text -> Words.of(KeySort.class, text), "give " + SORT.replace("`", ""))
                .orElse(KeySort.NEWEST);
        return new Asked(filter(organization, reading), sort);
    }

    private KeyFilter filter(Organization organization, Reading reading) {
        Instant now = clock.instant();
        Optional<String> agent = reading.one("agent", Optional::of, "");
        Optional<String> environment = reading.one("environment", Optional::of, "");
        Optional<KeyFilter.Bound> bound = reading.one(
                "bound", text -> Words.of(KeyFilter.Bound.class, text), "give organization, agent or routes");
        Optional<KeyStatus> status = reading.one(
                "status", text -> Words.of(KeyStatus.class, text), "give active, disabled, expired or revoked");
        Labels labels = reading.labels();
        Optional<DisplayName> creator = reading.one("creator", DisplayName::parse, "give a name");
        Optional<KeySearch> search = reading.one("search", KeySearch::parse, KeySearch.REMEDY);
        Optional<Duration> expiring = reading.one("expiring", KeyFilterArgument::time, TIME_REMEDY);
        Optional<Duration> unused = reading.one("unused", KeyFilterArgument::time, TIME_REMEDY);
        reading.finish();
        return new KeyFilter(
                agent.map(reference ->
                        references.agentField(organization, reference).id()),
                environment.map(reference ->
                        references.environmentField(organization, reference).id()),
                bound,
                status.map(asked -> new KeyFilter.StatusAt(asked, now)),
                labels,
                creator,
                search,
                expiring.map(time -> new KeyFilter.Expiring(now, now.plus(time))),
                unused.map(now::minus));
    }

    private static final String TIME_REMEDY = "give a time such as P14D or PT12H, ten years at most";

    private static Optional<Duration> time(String text) {
        return KeyFields.duration(text.toUpperCase(Locale.ROOT))
                .filter(time -> time.isPositive() && time.compareTo(LONGEST) <= 0);
    }

    /// Gathers everything that is wrong.
    private static final class Reading {
        private final MultiValueMap<String, String> given;
        private final List<FieldProblem> problems = new ArrayList<>();

        Reading(MultiValueMap<String, String> given) {
            this.given = given;
        }

        <T> Optional<T> one(String name, Function<String, Optional<T>> parse, String remedy) {
            List<String> values = given.getOrDefault(name, List.of());
            if (values.isEmpty()) {
                return Optional.empty();
            }
            Optional<T> value = values.size() == 1 ? parse.apply(values.getFirst()) : Optional.empty();
            if (value.isEmpty()) {
                problems.add(new FieldProblem(name, values.size() == 1 ? remedy : "give it once"));
            }
            return value;
        }

        Labels labels() {
            Map<String, String> labels = new HashMap<>();
            for (String label : given.getOrDefault("label", List.of())) {
                int equals = label.indexOf('=');
                String name = equals < 0 ? "" : label.substring(0, equals);
                labels.put(name, label.substring(equals + 1));
            }
            if (!Labels.areValid(labels)) {
                problems.add(new FieldProblem("label", Labels.REMEDY));
                return Labels.NONE;
            }
            return Labels.of(labels);
        }

        void finish() {
            if (!problems.isEmpty()) {
                throw new RefusedException(ProblemCode.REQUEST_INVALID, problems);
            }
        }
    }
}
