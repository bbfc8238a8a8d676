package dev.ostiary.gateway.upstream;

/// How a call lost its connection, which decides whether it may be sent again.
enum Loss {
    /// The upstream surely did nothing: the request was not sent whole, or the upstream says so.
    UNPROCESSED,
    /// A connection that had served before ended without a byte of the response: most likely the upstream closed it
    /// as idle while the request was on its way, but nobody can tell.
    SILENT,
    /// The request may have been carried out.
    BROKEN
}
