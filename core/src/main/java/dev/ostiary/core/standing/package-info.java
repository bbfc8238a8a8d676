/// What actors may do at the moment of a change.
@NullMarked
package dev.ostiary.core.standing;

import org.jspecify.annotations.NullMarked;
