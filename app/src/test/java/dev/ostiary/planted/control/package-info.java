/// Classes planted to break rules.
@NullMarked
package dev.ostiary.planted.control;

import org.jspecify.annotations.NullMarked;
