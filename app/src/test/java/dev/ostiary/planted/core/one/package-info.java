/// Classes planted to break rules.
@NullMarked
package dev.ostiary.planted.core.one;

import org.jspecify.annotations.NullMarked;
