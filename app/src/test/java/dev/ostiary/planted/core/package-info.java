/// Classes planted to break rules.
@NullMarked
package dev.ostiary.planted.core;

import org.jspecify.annotations.NullMarked;
