package dev.ostiary.gateway.observe;

import dev.ostiary.core.random.Randomness;
import dev.ostiary.fuzz.BrokenPromiseException;
import dev.ostiary.fuzz.FuzzTarget;
import dev.ostiary.fuzz.Input;
import java.util.List;

/// `traceparent`: what is sent on is valid, and is the caller's own whenever that is.
public final class TraceParentsFuzz implements FuzzTarget {
    private final TraceParents traces = new TraceParents(new Randomness());

    @Override
    public List<String> seeds() {
        return List.of(
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-00");
    }

    @Override
    public void run(byte[] input) {
        String value = Input.latin(input);
        boolean isValid = TraceParents.isValid(value);
        String sent = traces.continued(value, false);
        BrokenPromiseException.unless(TraceParents.isValid(sent), "what is sent on is valid");
        BrokenPromiseException.unlessSame(isValid, sent.equals(value), "a valid one is sent on");
        BrokenPromiseException.unless(!traces.continued(value, true).equals(value), "of two none is sent on");
        if (isValid) {
            BrokenPromiseException.unless(
                    TraceParents.traceId(value).chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f'),
                    "an id is hexadecimal");
        }
    }
}
