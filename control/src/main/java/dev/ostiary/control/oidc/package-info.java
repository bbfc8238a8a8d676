/// OpenID Connect: the conversation with identity providers, by Spring Security's parts.
@NullMarked
package dev.ostiary.control.oidc;

import org.jspecify.annotations.NullMarked;
