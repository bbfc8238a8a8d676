/// HTTP/1 on the wire: bytes in, messages out, and back. One pass, strict, and nothing made that is not asked for.
@NullMarked
package dev.ostiary.gateway.http1;

import org.jspecify.annotations.NullMarked;
