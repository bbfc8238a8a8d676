package dev.ostiary.core.store;

import dev.ostiary.core.account.AccountStore;
import dev.ostiary.core.agent.EnvironmentStore;
import dev.ostiary.core.key.KeyStore;
import dev.ostiary.core.management.ManagementKeyStore;
import dev.ostiary.core.member.InvitationStore;
import dev.ostiary.core.member.MemberStore;

/// The ports of what opens something to somebody: keys, people and what keeps people out.
public interface RightStores {
    KeyStore keys();

    ManagementKeyStore managementKeys();

    AccountStore accounts();

    MemberStore members();

    InvitationStore invitations();

    EnvironmentStore environments();

    SignInStores signIn();
}
