/// Requests that a client may send again without their work being done again
/// (draft-ietf-httpapi-idempotency-key-header).
@NullMarked
package dev.ostiary.core.idempotency;

import org.jspecify.annotations.NullMarked;
