/// Credits, spent by several nodes on one database.
@NullMarked
package dev.ostiary.app.credit;

import org.jspecify.annotations.NullMarked;
