/// The way to the upstreams: which address, which connection, what when it fails. Knows nothing of clients and routes.
@NullMarked
package dev.ostiary.gateway.upstream;

import org.jspecify.annotations.NullMarked;
