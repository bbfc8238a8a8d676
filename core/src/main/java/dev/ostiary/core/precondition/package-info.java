/// What clients require of a thing before they change it, so that nobody overwrites what somebody else has changed.
@NullMarked
package dev.ostiary.core.precondition;

import org.jspecify.annotations.NullMarked;
