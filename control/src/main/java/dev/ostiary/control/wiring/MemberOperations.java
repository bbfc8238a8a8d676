package dev.ostiary.control.wiring;

import dev.ostiary.core.member.ChangeRole;
import dev.ostiary.core.member.InviteMember;
import dev.ostiary.core.member.RemoveMember;
import dev.ostiary.core.member.RevokeInvitation;

/// What can be done to members and those who shall become such.
public record MemberOperations(
        InviteMember invite, RevokeInvitation revokeInvitation, ChangeRole changeRole, RemoveMember remove) {}
