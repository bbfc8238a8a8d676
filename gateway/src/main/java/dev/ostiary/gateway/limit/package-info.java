/// What is counted against limits on a node, for all of its event loops together.
@NullMarked
package dev.ostiary.gateway.limit;

import org.jspecify.annotations.NullMarked;
