/// Internet addresses, ranges of them, and domains.
@NullMarked
package dev.ostiary.core.address;

import org.jspecify.annotations.NullMarked;
