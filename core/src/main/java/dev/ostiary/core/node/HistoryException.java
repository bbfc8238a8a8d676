package dev.ostiary.core.node;

/// The store's changes are not those that were applied before: a backup was restored, or it is another store. What was
/// revoked since may be open again in it, so nothing of it is taken over until somebody accepts it.
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HistoryException(String message) {
        super(message);
    }
}
