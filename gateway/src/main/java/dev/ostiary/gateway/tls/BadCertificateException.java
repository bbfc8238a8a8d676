package dev.ostiary.gateway.tls;

/// A pair of files that cannot serve. The message says which and why, in words for whoever put them there, and nothing
/// of what is in them.
final class BadCertificateException extends Exception {
    BadCertificateException(String message) {
        super(message);
    }
}
