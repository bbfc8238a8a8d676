package dev.ostiary.gateway.http1;

/// Reads the first line of a head.
interface StartLine {
    /// Takes the line apart.
    ///
    /// @param end where its CRLF begins
    void parse(byte[] block, int start, int end);

    /// Forgets the line before.
    void reset();
}
