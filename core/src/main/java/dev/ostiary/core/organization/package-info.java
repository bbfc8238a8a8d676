/// Organizations, the tenants everything belongs to.
@NullMarked
package dev.ostiary.core.organization;

import org.jspecify.annotations.NullMarked;
