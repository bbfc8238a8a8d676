/// What a node remembers of the requests it denied.
@NullMarked
package dev.ostiary.gateway.denial;

import org.jspecify.annotations.NullMarked;
