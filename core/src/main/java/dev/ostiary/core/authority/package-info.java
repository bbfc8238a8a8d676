/// Who may do what: permissions by name, and the roles that are sets of them.
@NullMarked
package dev.ostiary.core.authority;

import org.jspecify.annotations.NullMarked;
