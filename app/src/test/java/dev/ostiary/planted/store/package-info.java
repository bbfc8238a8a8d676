/// Classes planted to break rules.
@NullMarked
package dev.ostiary.planted.store;

import org.jspecify.annotations.NullMarked;
