/// Identity providers: accounts elsewhere that sign people in (OpenID Connect).
@NullMarked
package dev.ostiary.core.identity;

import org.jspecify.annotations.NullMarked;
