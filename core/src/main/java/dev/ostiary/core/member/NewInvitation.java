package dev.ostiary.core.member;

import dev.ostiary.core.secret.Secret;

/// An invitation just made, and the only sight of what stands in its link.
public record NewInvitation(Invitation invitation, Secret token) {}
