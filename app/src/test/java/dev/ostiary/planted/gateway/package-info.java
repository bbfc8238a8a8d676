/// Classes planted to break rules.
@NullMarked
package dev.ostiary.planted.gateway;

import org.jspecify.annotations.NullMarked;
