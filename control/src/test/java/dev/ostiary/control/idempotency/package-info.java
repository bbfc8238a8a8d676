@NullMarked
package dev.ostiary.control.idempotency;

import org.jspecify.annotations.NullMarked;
