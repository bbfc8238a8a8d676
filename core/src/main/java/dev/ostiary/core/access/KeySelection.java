package dev.ostiary.core.access;

import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.key.Labels;
import java.util.Set;

/// Which keys of the organization a policy takes. Judged on every request, so that a key that is labelled anew opens at
/// once, with no edit of the policy.
public sealed interface KeySelection {
    /// All of them.
    record All() implements KeySelection {
        @Override
        public boolean takes(KeyEntry key) {
            return true;
        }
    }

    /// Those of these names, each written as a [DisplayName] is kept: a name that is none is no key's.
    record Named(Set<String> names) implements KeySelection {
        public Named {
            names = Set.copyOf(names);
            names.forEach(DisplayName::new);
        }

        @Override
        public boolean takes(KeyEntry key) {
            return names.contains(key.name());
        }
    }

    /// Those that bear all of these labels.
    record Labelled(Labels matchLabels) implements KeySelection {
        public Labelled {
            if (matchLabels.values().isEmpty()) {
                throw new IllegalArgumentException("a selection without labels would take all keys");
            }
        }

        @Override
        public boolean takes(KeyEntry key) {
            return key.labels().match(matchLabels);
        }
    }

    /// The selection of all keys.
    @SuppressWarnings(
            "ClassInitializationDeadlock") // Without default methods, nobody initializes this but by this field.
    KeySelection ALL = new All();

    /// Whether it takes that key.
    boolean takes(KeyEntry key);
}
