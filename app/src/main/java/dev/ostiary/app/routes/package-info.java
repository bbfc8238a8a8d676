/// Routes that are written in a file, beside those of the database.
@NullMarked
package dev.ostiary.app.routes;

import org.jspecify.annotations.NullMarked;
