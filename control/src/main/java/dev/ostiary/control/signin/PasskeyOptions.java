package dev.ostiary.control.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ostiary.control.passkey.PasskeyProtocol;
import dev.ostiary.control.passkey.RelyingParty;
import dev.ostiary.core.account.Account;
import dev.ostiary.core.passkey.Passkey;
import dev.ostiary.core.signin.Challenges;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;

/// What a browser is asked, in the JSON of Web Authentication, section 5.4 and 5.5.
final class PasskeyOptions {
    private static final long TIMEOUT = Challenges.LIFE.toMillis() / 2;
    private static final String REQUIRED = "required";

    private PasskeyOptions() {}

    /// To make a passkey.
    static Creation creation(Account account, List<Passkey> present, RelyingParty party, String challenge) {
        return new Creation(
                base64(challenge),
                new Party(party.id(), "Ostiary"),
                new User(
                        base64(account.id().value()),
                        account.email().value(),
                        account.name().value()),
                PasskeyProtocol.ALGORITHMS.stream().map(Parameters::new).toList(),
                TIMEOUT,
                present.stream()
                        .map(passkey -> new Descriptor("public-key", passkey.credentialId()))
                        .toList(),
                new Selection(REQUIRED, true, REQUIRED),
                "none");
    }

    /// To sign in with any passkey that the device has for this server.
    static Request request(RelyingParty party, String challenge) {
        return new Request(base64(challenge), party.id(), TIMEOUT, REQUIRED);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }

    @Schema(
            name = "PasskeyCreation",
            description =
                    "For `PublicKeyCredential.parseCreationOptionsFromJSON`, then `navigator.credentials.create`.")
    record Creation(
            @Schema(description = "What is to be signed, in base64url.")
            String challenge,

            Party rp,
            User user,
            @Schema(description = "Keys that are taken.") List<Parameters> pubKeyCredParams,
            @Schema(description = "Milliseconds.") long timeout,

            @Schema(description = "Passkeys that are there already.")
            List<Descriptor> excludeCredentials,

            Selection authenticatorSelection,
            @Schema(description = "`none`.") String attestation) {}

    @Schema(
            name = "PasskeyRequest",
            description = "For `PublicKeyCredential.parseRequestOptionsFromJSON`, then `navigator.credentials.get`.")
    record Request(
            @Schema(description = "What is to be signed, in base64url.")
            String challenge,

            @Schema(description = "The host that passkeys are for.")
            String rpId,

            @Schema(description = "Milliseconds.") long timeout,
            @Schema(description = "`required`.") String userVerification) {}

    @Schema(name = "PasskeyParty")
    record Party(
            @Schema(description = "The host.") String id,

            @Schema(description = "What people call this program.")
            String name) {}

    @Schema(name = "PasskeyUser")
    record User(
            @Schema(description = "The account, in base64url.")
            String id,

            @Schema(description = "The address.") String name,

            @Schema(description = "What people call the person.")
            String displayName) {}

    @Schema(name = "PasskeyParameters")
    record Parameters(
            @Schema(description = "`public-key`.") String type,

            @Schema(description = "The algorithm, as COSE numbers it.")
            int alg) {
        Parameters(int alg) {
            this("public-key", alg);
        }
    }

    @Schema(name = "PasskeyDescriptor")
    record Descriptor(
            @Schema(description = "`public-key`.") String type,

            @Schema(description = "What the device calls it, in base64url.")
            String id) {}

    @Schema(name = "PasskeySelection")
    record Selection(
            @Schema(description = "`required`.") String residentKey,
            @Schema(description = "True.") boolean requireResidentKey,
            @Schema(description = "`required`.") String userVerification) {}
}
