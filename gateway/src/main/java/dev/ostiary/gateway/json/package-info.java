/// JSON bodies, as far as the gateway looks into them.
@NullMarked
package dev.ostiary.gateway.json;

import org.jspecify.annotations.NullMarked;
