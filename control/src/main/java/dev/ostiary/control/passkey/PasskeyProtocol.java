package dev.ostiary.control.passkey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.server.ServerProperty;
import dev.ostiary.core.passkey.NewCredential;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.problem.ProblemCode;
import dev.ostiary.core.problem.RefusedException;
import dev.ostiary.core.problem.StoreException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Judges what devices answer (W3C Web Authentication, sections 7.1 and 7.2): to our challenge, for our origin,
/// with the person's consent proved to the device, signed by the key. Who made the device is not asked. Thread
/// safe.
public final class PasskeyProtocol {
    /// The algorithms of keys that are taken: EdDSA, ES256, RS256.
    public static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = List.of(
            parameters(COSEAlgorithmIdentifier.EdDSA),
            parameters(COSEAlgorithmIdentifier.ES256),
            parameters(COSEAlgorithmIdentifier.RS256));

    private final ObjectConverter objects = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(objects);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(objects);

    public PasskeyProtocol() {
        // A counter that went back is noted with the passkey, which is not known here.
        manager.getAuthenticationDataVerifier().setMaliciousCounterValueHandler(_ -> {});
    }

    private static PublicKeyCredentialParameters parameters(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }

    /// What a device made, when its answer is right.
    ///
    /// @param isOurs takes the challenge that was answered, once
    /// @throws RefusedException `passkey.refused`
    public NewCredential register(String answer, RelyingParty party, Predicate<String> isOurs) {
        try {
            RegistrationData data = manager.parseRegistrationResponseJSON(answer);
            ServerProperty server = server(data.getCollectedClientData(), party, isOurs);
            RegistrationData verified =
                    manager.verify(data, new RegistrationParameters(server, PARAMETERS, true, true));
            var authenticator =
                    Objects.requireNonNull(verified.getAttestationObject()).getAuthenticatorData();
            AttestedCredentialData made = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            return new NewCredential(
                    encoded(made.getCredentialId()),
                    encoded(credentials.convert(made)),
                    authenticator.getSignCount(),
                    authenticator.isFlagBE());
        } catch (RefusedException | StoreException told) {
            throw told;
        } catch (RuntimeException unreadable) {
            // The library throws whatever its parsers do, and anybody may send it anything.
            throw refused();
        }
    }

    /// The passkey that has signed, when the answer is right.
    ///
    /// @param isOurs takes the challenge that was answered, once
    /// @param passkeys finds a passkey by its credential
    /// @throws RefusedException `passkey.refused`
    public Signed authenticate(String answer, RelyingParty party, Predicate<String> isOurs, Passkeys passkeys) {
        try {
            AuthenticationData data = manager.parseAuthenticationResponseJSON(answer);
            ServerProperty server = server(data.getCollectedClientData(), party, isOurs);
            // The library's annotations say that the bytes may be null, not the arrays.
            Object id = data.getCredentialId();
            if (!(id instanceof byte[] rawId)) {
                throw refused();
            }
            String credentialId = encoded(rawId);
            Passkey passkey = passkeys.find(credentialId).orElseThrow(PasskeyProtocol::refused);
            Object userHandle = data.getUserHandle();
            requireOwner(passkey, userHandle);
            AuthenticationData verified =
                    manager.verify(data, new AuthenticationParameters(server, known(passkey), null, true, true));
            return new Signed(
                    credentialId,
                    Objects.requireNonNull(verified.getAuthenticatorData()).getSignCount());
        } catch (RefusedException | StoreException told) {
            throw told;
        } catch (RuntimeException unreadable) {
            // The library throws whatever its parsers do, and anybody may send it anything.
            throw refused();
        }
    }

    /// Finds passkeys.
    @FunctionalInterface
    public interface Passkeys {
        Optional<Passkey> find(String credentialId);
    }

    /// That a passkey has signed.
    ///
    /// @param counter how often, as the device says
    public record Signed(String credentialId, long counter) {}

    /// The challenge is the one that was answered, once it has been found to be ours: each is in the answer itself.
    private static ServerProperty server(
            @Nullable CollectedClientData client, RelyingParty party, Predicate<String> isOurs) {
        var challenge = Objects.requireNonNull(Objects.requireNonNull(client).getChallenge());
        if (!isOurs.test(new String(challenge.getValue(), US_ASCII))) {
            throw refused();
        }
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(challenge)
                .build();
    }

    /// Nobody was named before, so the device must say whose the passkey is (step 6 of section 7.2).
    private static void requireOwner(Passkey passkey, @Nullable Object userHandle) {
        if (!(userHandle instanceof byte[] account)
                || !passkey.account().value().equals(new String(account, US_ASCII))) {
            throw refused();
        }
    }

    private CredentialRecord known(Passkey passkey) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                passkey.isSynced(),
                null,
                passkey.counter(),
                credentials.convert(Base64.getUrlDecoder().decode(passkey.publicKey())),
                null,
                null,
                null,
                null);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static RefusedException refused() {
        return new RefusedException(ProblemCode.PASSKEY_REFUSED);
    }
}
