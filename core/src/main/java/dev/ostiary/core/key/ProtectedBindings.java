package dev.ostiary.core.key;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.OrganizationId;

/// Keys that open what is in a protected environment, which it takes a permission more to make, change or end. A
/// key for the whole organization is one as soon as one of its environments is protected.
final class ProtectedBindings {
    private ProtectedBindings() {}

    /// Refuses an actor who may not do anything to that key.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `permission.denied`
    static void require(KeyStore keys, ChangeScope scope, ApiKey key) {
        require(keys, scope, key.organization(), key.binding());
    }

    /// The same for a key that is still to be made.
    static void require(KeyStore keys, ChangeScope scope, OrganizationId organization, KeyBinding binding) {
        if (!scope.may(Permission.ENVIRONMENTS_PROTECTED, organization) && keys.opensProtected(organization, binding)) {
            scope.require(Permission.ENVIRONMENTS_PROTECTED, organization);
        }
    }

    /// Whether the actor may do something to a key so bound.
    static boolean may(KeyStore keys, ChangeScope scope, OrganizationId organization, KeyBinding binding) {
        return scope.may(Permission.ENVIRONMENTS_PROTECTED, organization)
                || !keys.opensProtected(organization, binding);
    }
}
