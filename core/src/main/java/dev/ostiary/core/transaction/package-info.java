/// The boundary inside which a change happens whole or not at all.
@NullMarked
package dev.ostiary.core.transaction;

import org.jspecify.annotations.NullMarked;
