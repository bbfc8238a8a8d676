/// Why a request is refused, as a closed set of codes.
@NullMarked
package dev.ostiary.core.problem;

import org.jspecify.annotations.NullMarked;
