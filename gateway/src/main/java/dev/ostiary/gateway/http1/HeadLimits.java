package dev.ostiary.gateway.http1;

/// How much of a head is taken.
///
/// @param startLine how long its first line may be, with its end
/// @param headers how long all header lines together may be, with the empty one behind them
/// @param count how many headers there may be
/// @param emptyLines how many empty lines may stand in front
/// @param spare how much room is left for headers to be added
record HeadLimits(int startLine, int headers, int count, int emptyLines, int spare) {
    /// The same with other limits of header lines; the same object where they are no others.
    HeadLimits with(int otherCount, int otherHeaders) {
        return otherCount == count && otherHeaders == headers
                ? this
                : new HeadLimits(startLine, otherHeaders, otherCount, emptyLines, spare);
    }
}
