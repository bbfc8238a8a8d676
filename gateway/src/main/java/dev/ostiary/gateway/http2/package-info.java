/// Messages of HTTP/2 and the neutral form that the gateway works on, turned into each other.
@NullMarked
package dev.ostiary.gateway.http2;

import org.jspecify.annotations.NullMarked;
