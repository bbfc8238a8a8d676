/// The CORS protocol of the Fetch standard, as the gateway speaks it for routes that have a policy.
@NullMarked
package dev.ostiary.gateway.cors;

import org.jspecify.annotations.NullMarked;
