/// Tests of what a gateway tells of itself.
@NullMarked
package dev.ostiary.gateway.observe;

import org.jspecify.annotations.NullMarked;
