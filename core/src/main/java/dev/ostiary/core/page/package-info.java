/// Cursor paging.
@NullMarked
package dev.ostiary.core.page;

import org.jspecify.annotations.NullMarked;
