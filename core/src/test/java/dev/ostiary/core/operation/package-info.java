/// What all operations have in common.
@NullMarked
package dev.ostiary.core.operation;

import org.jspecify.annotations.NullMarked;
