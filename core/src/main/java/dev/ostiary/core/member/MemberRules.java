package dev.ostiary.core.member;

import dev.ostiary.core.authority.Permission;
import dev.ostiary.core.authority.Role;
import dev.ostiary.core.change.ChangeScope;
import dev.ostiary.core.id.OrganizationId;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;

/// What holds whenever somebody's role is given or taken.
final class MemberRules {
    private MemberRules() {}

    /// Refuses an actor who may do less than that role: nobody makes or unmakes who is more than oneself.
    ///
    /// @throws RefusedException `permission.denied` with one of the missing permissions
    static void requireCovered(ChangeScope scope, OrganizationId organization, Role role) {
        for (Permission permission : role.permissions()) {
            scope.require(permission, organization);
        }
    }

    /// Refuses to leave an organization without an owner. The organization's row must be held, so that two who go
    /// at once cannot both believe that the other stays.
    ///
    /// @throws RefusedException `member.last-owner`
    static void requireAnotherOwner(MemberStore members, Member leaving) {
        int self = leaving.account().isActive() ? 1 : 0;
        if (leaving.role() == Role.OWNER && members.count(leaving.organization(), Role.OWNER) - self < 1) {
            throw new RefusedException(ProblemCode.LAST_OWNER);
        }
    }
}
