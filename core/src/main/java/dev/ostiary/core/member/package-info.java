/// Members of organizations, and the invitations by which people become such.
@NullMarked
package dev.ostiary.core.member;

import org.jspecify.annotations.NullMarked;
