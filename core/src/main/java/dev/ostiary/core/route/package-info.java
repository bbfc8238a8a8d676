/// Routes of one's own, the policies that guard them, and what a node makes of both.
@NullMarked
package dev.ostiary.core.route;

import org.jspecify.annotations.NullMarked;
