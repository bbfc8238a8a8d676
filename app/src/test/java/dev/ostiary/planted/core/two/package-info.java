/// Classes planted to break rules.
@NullMarked
package dev.ostiary.planted.core.two;

import org.jspecify.annotations.NullMarked;
