package dev.ostiary.core.audit;

/// Where a chain is found to be broken.
///
/// @param seq the first number at which it is
public record AuditFault(long seq, Kind kind) {
    /// In which way.
    public enum Kind {
        /// The event is not what was hashed: a field was edited, or events changed places.
        ALTERED("altered", "the event is not what was written"),
        /// There are later events, but not this one.
        MISSING("missing", "the event is missing"),
        /// The event is whole but does not follow the one before it: one was removed, inserted or rewritten
        /// there.
        UNLINKED("unlinked", "the event does not follow the one before it"),
        /// There are no later events, though the head tells of them.
        TRUNCATED("truncated", "the events from here to the head are missing"),
        /// There are events that the head does not know, or with numbers that no event has.
        UNEXPECTED("unexpected", "there is an event where none was written"),
        /// The head has another hash than the last event, or is missing.
        HEAD("head", "the head of the chain is not that of its last event"),
        /// There is neither an event nor a head, though the first event of every chain tells of its beginning.
        EMPTY("empty", "the chain has no events, and every chain has one"),
        /// The chain is whole, but is not the one that was noted.
        REWRITTEN("rewritten", "the event is not the one that was expected"),
        /// The chain is whole, but ends before the event that was noted.
        SHORTENED("shortened", "the chain ends before the event that was expected");

        private final String text;
        private final String sentence;

        Kind(String text, String sentence) {
            this.text = text;
            this.sentence = sentence;
        }

        /// As it is shown.
        public String text() {
            return text;
        }

        /// What it means.
        public String sentence() {
            return sentence;
        }
    }
}
