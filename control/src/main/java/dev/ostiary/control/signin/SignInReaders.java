package dev.ostiary.control.signin;

import static java.util.Map.entry;

import dev.ostiary.control.json.JsonFields;
import java.util.Map;
import java.util.function.Function;

/// Which types of this package can be the body of a request, and how each is read.
public final class SignInReaders {
    /// All of them.
    public static final Map<Class<?>, Function<JsonFields, ?>> ALL = Map.ofEntries(
            entry(PasswordSignIn.class, PasswordSignIn::read),
            entry(PasswordChange.class, PasswordChange::read),
            entry(PasswordReset.class, PasswordReset::read),
            entry(NewPasskey.class, NewPasskey::read),
            entry(PasskeySignIn.class, PasskeySignIn::read),
            entry(IdentityProviderRequest.class, IdentityProviderRequest::read),
            entry(NewInvitedMember.class, NewInvitedMember::read),
            entry(NewMembership.class, NewMembership::read),
            entry(NewAccount.class, NewAccount::read),
            entry(AccountEditRequest.class, AccountEditRequest::read),
            entry(Setup.class, Setup::read));

    private SignInReaders() {}
}
