package dev.ostiary.control.wiring;

/// Where the metrics of the process come from. Asked from any thread.
@FunctionalInterface
public interface MetricsSource {
    /// All metrics at one moment.
    ///
    /// @param contentType the format they are in
    /// @param text as it is sent, in UTF-8
    record Page(String contentType, String text) {}

    /// The metrics as they are now.
    ///
    /// @param accept the header of that name, which chooses the format; empty when there is none
    Page scrape(String accept);
}
