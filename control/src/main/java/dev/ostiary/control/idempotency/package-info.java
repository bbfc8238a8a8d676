/// Requests with an `Idempotency-Key`: done once, and answered again as they were.
@NullMarked
package dev.ostiary.control.idempotency;

import org.jspecify.annotations.NullMarked;
