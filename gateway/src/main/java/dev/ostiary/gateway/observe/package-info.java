/// What a gateway tells of itself: metrics, the access log, trace context, and the health port. Knows requests by what
/// is recorded of them only, and nothing of how they are served.
@NullMarked
package dev.ostiary.gateway.observe;

import org.jspecify.annotations.NullMarked;
