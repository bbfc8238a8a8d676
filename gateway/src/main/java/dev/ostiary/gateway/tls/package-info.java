/// The gateway's certificates: pairs of files, chosen by the name a client asks for, replaced while it serves.
@NullMarked
package dev.ostiary.gateway.tls;

import org.jspecify.annotations.NullMarked;
