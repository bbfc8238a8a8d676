package dev.ostiary.gateway.observe;

import java.nio.file.Path;

/// Where the access log goes, and what is written to it.
///
/// @param target where it goes
/// @param successRate which part of the requests that went well is written, 0 to 1. All others are written, as far as
///     the cap allows
/// @param cap how many refused requests, and apart from these how many failed ones, are written a second at most
public record AccessLogSettings(Target target, double successRate, int cap) {
    /// How many lines a second a flood of refusals may cause.
    public static final int CAP = 1000;

    /// Where an access log goes.
    public sealed interface Target {
        /// Nowhere.
        record Off() implements Target {}

        /// The standard output.
        record StandardOutput() implements Target {}

        /// A file, which is appended to.
        record File(Path path) implements Target {}
    }

    public AccessLogSettings {
        if (!(successRate >= 0 && successRate <= 1)) {
            throw new IllegalArgumentException("a rate is 0 to 1");
        }
        if (cap < 1) {
            throw new IllegalArgumentException("a cap is 1 or more");
        }
    }

    /// No access log.
    public static AccessLogSettings off() {
        return new AccessLogSettings(new Target.Off(), 1, CAP);
    }

    /// Every request, to that place.
    ///
    /// @param target `off`, `-` for the standard output, or a path
    /// @throws java.nio.file.InvalidPathException when it cannot be a path
    public static AccessLogSettings to(String target) {
        return switch (target) {
            case "off" -> off();
            case "-" -> new AccessLogSettings(new Target.StandardOutput(), 1, CAP);
            default -> new AccessLogSettings(new Target.File(Path.of(target)), 1, CAP);
        };
    }

    /// The same with that part of the requests that went well.
    public AccessLogSettings sampling(double rate) {
        return new AccessLogSettings(target, rate, cap);
    }

    /// The same with another cap.
    public AccessLogSettings cappedAt(int linesASecond) {
        return new AccessLogSettings(target, successRate, linesASecond);
    }

    boolean isOn() {
        return !(target instanceof Target.Off);
    }
}
