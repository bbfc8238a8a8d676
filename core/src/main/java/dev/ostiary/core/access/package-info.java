/// The one decision: may this request pass.
@NullMarked
package dev.ostiary.core.access;

import org.jspecify.annotations.NullMarked;
