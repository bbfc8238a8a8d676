/// What the agents and the clients of the examples share.
@NullMarked
package dev.ostiary.examples;

import org.jspecify.annotations.NullMarked;
