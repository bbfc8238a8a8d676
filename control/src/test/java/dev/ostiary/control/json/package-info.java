@NullMarked
package dev.ostiary.control.json;

import org.jspecify.annotations.NullMarked;
