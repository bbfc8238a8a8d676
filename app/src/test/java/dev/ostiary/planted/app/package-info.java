/// Classes planted to break rules.
@NullMarked
package dev.ostiary.planted.app;

import org.jspecify.annotations.NullMarked;
