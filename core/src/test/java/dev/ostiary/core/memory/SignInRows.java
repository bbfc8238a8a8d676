package dev.ostiary.core.memory;

import dev.ostiary.core.account.LinkToken;
import dev.ostiary.core.id.AccountId;
import dev.ostiary.core.identity.Identity;
import dev.ostiary.core.identity.IdentityProvider;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.signin.Attempts;
import dev.ostiary.core.signin.Challenge;
import dev.ostiary.core.signin.PasswordHash;
import dev.ostiary.core.signin.Session;
import dev.ostiary.core.signin.SetupLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The rows of signing in, of [Contents].
record SignInRows(
        NavigableMap<String, Session> sessions,
        Map<AccountId, Kept> passwords,
        Map<String, Attempts> attempts,
        List<SetupLink> setupLink,
        Map<LinkToken.Hash, Challenge> challenges,
        NavigableMap<String, Passkey> passkeys,
        NavigableMap<String, IdentityProvider> providers,
        List<Identity> identities,
        Set<AccountId> unproven) {
    record Kept(PasswordHash hash, Instant at) {}

    static SignInRows empty() {
        return new SignInRows(
                new TreeMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                new HashSet<>());
    }

    SignInRows copy() {
        return new SignInRows(
                new TreeMap<>(sessions),
                new HashMap<>(passwords),
                new HashMap<>(attempts),
                new ArrayList<>(setupLink),
                new HashMap<>(challenges),
                new TreeMap<>(passkeys),
                new TreeMap<>(providers),
                new ArrayList<>(identities),
                new HashSet<>(unproven));
    }
}
