package dev.ostiary.core.traffic;

import dev.ostiary.core.id.KeyId;
import java.util.List;

/// Whose requests are counted.
public sealed interface TrafficSubject {
    /// What kind it is, as it is stored.
    String kind();

    /// Its name among those of its kind.
    String name();

    /// For which times its counts are stored.
    List<TrafficSpan> spans();

    /// A route, with how long it took to answer.
    ///
    /// @param name what nodes call it, such as `default/production/echo`
    record Route(String name) implements TrafficSubject {
        /// As it is stored.
        public static final String KIND = "route";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public List<TrafficSpan> spans() {
            return List.of(TrafficSpan.values());
        }
    }

    /// A key. There may be very many, so not each minute is kept.
    record Key(KeyId key) implements TrafficSubject {
        /// As it is stored.
        public static final String KIND = "key";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String name() {
            return key.value();
        }

        @Override
        public List<TrafficSpan> spans() {
            return List.of(TrafficSpan.HOUR, TrafficSpan.DAY);
        }
    }
}
