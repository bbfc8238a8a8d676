package dev.ostiary.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.PublicKeyCredential;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import dev.ostiary.core.account.Account;
import dev.ostiary.core.account.EmailAddress;
import dev.ostiary.core.audit.Actor;
import dev.ostiary.core.audit.AuditSource;
import dev.ostiary.core.id.DisplayName;
import dev.ostiary.core.secret.Secret;
import dev.ostiary.core.signin.Challenges;
import dev.ostiary.core.signin.OpenedSession;
import dev.ostiary.core.signin.Session;
import dev.ostiary.core.signin.SignInMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Passkeys, of an authenticator that is emulated by the library's own.
class PasskeyIT extends ControlIT {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final URI url = URI.create("http://localhost:" + plane.control.url().getPort());
    private final SignInFixture people = new SignInFixture(plane);
    private final ObjectConverter objects = new ObjectConverter();

    /// A device of somebody who consents.
    private final class Device {
        final NoneAttestationAuthenticator authenticator = new NoneAttestationAuthenticator();
        private final ClientPlatform client = new ClientPlatform(
                new Origin(url.toString()), new WebAuthnAuthenticatorAdaptor(authenticator, objects));
        byte @Nullable [] credential;
        String user = "";

        String create(String options) {
            PublicKeyCredentialCreationOptions asked =
                    objects.getJsonMapper().readValue(options, PublicKeyCredentialCreationOptions.class);
            user = BASE64.encodeToString(asked.getUser().getId());
            PublicKeyCredential<AuthenticatorAttestationResponse, ?> made = client.create(asked);
            // The library's annotation says that the bytes may be null, not the array.
            Object rawId = made.getRawId();
            credential = (byte[]) rawId;
            AuthenticatorAttestationResponse response = Objects.requireNonNull(made.getResponse());
            return "{\"id\":\"" + BASE64.encodeToString(made.getRawId()) + "\",\"rawId\":\""
                    + BASE64.encodeToString(made.getRawId())
                    + "\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\""
                    + BASE64.encodeToString(response.getClientDataJSON()) + "\",\"attestationObject\":\""
                    + BASE64.encodeToString(response.getAttestationObject()) + "\",\"transports\":[]}}";
        }

        String get(Answer options) {
            PublicKeyCredentialRequestOptions asked = new PublicKeyCredentialRequestOptions(
                    new DefaultChallenge(Base64.getUrlDecoder().decode(options.text("challenge"))),
                    null,
                    options.text("rpId"),
                    List.of(new PublicKeyCredentialDescriptor(
                            PublicKeyCredentialType.PUBLIC_KEY, Objects.requireNonNull(credential), null)),
                    UserVerificationRequirement.REQUIRED,
                    null);
            PublicKeyCredential<AuthenticatorAssertionResponse, ?> signed = client.get(asked);
            AuthenticatorAssertionResponse response = Objects.requireNonNull(signed.getResponse());
            return "{\"id\":\"" + BASE64.encodeToString(signed.getRawId()) + "\",\"rawId\":\""
                    + BASE64.encodeToString(signed.getRawId())
                    + "\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\""
                    + BASE64.encodeToString(response.getClientDataJSON()) + "\",\"authenticatorData\":\""
                    + BASE64.encodeToString(response.getAuthenticatorData()) + "\",\"signature\":\""
                    + BASE64.encodeToString(response.getSignature()) + "\",\"userHandle\":\"" + user + "\"}}";
        }
    }

    private Browser browser() {
        return new Browser(url);
    }

    private Browser signedIn(Account account) {
        Browser browser = browser();
        browser.signIn(account.email().value(), SignInFixture.PASSWORD).expect(200);
        return browser;
    }

    private Answer add(Browser browser, Device device, String name) {
        String options = browser.send("POST", "/api/v1/account/passkeys/options", null)
                .expect(200)
                .body();
        return browser.post(
                "/api/v1/account/passkeys",
                "{\"name\":\"" + name + "\",\"credential\":" + device.create(options) + "}");
    }

    private static Answer options(Browser browser) {
        return browser.send("POST", "/api/v1/session/passkey/options", null).expect(200);
    }

    private static Answer answer(Browser browser, String credential) {
        return browser.remember(browser.post("/api/v1/session/passkey", "{\"credential\":" + credential + "}"));
    }

    /// A passkey that was added signs in without address and password, as often as one likes, once for each
    /// challenge.
    @Test
    void passkey_signsIn() {
        Account ada = people.account("ada-key@example.com", false);
        Browser first = signedIn(ada);
        Device phone = new Device();
        add(first, phone, "phone").expect(201);
        assertEquals(
                "phone",
                first.get("/api/v1/account/passkeys")
                        .expect(200)
                        .json()
                        .at("/items/0/name")
                        .asString());

        Browser browser = browser();
        String credential = phone.get(options(browser));
        Answer session = answer(browser, credential).expect(200);

        assertEquals("passkey", session.text("method"));
        assertEquals("ada-key@example.com", session.json().at("/account/email").asString());
        browser.get("/api/v1/session").expect(200);
        answer(browser(), credential).expectProblem(400, "passkey.refused");
        answer(browser(), phone.get(options(browser()))).expect(200);
    }

    /// A device that nobody knows, one of a disabled account, an old challenge and a changed answer open nothing.
    @Test
    void otherAnswers_areRefused() {
        Account ada = people.account("other-key@example.com", false);
        Browser owner = signedIn(ada);
        Device phone = new Device();
        add(owner, phone, "phone").expect(201);

        Answer old = options(browser());
        plane.core.clock.advance(Challenges.LIFE);
        answer(browser(), phone.get(old)).expectProblem(400, "passkey.refused");
        String forged = phone.get(options(browser())).replaceAll("\"signature\":\"....", "\"signature\":\"AAAA");
        answer(browser(), forged).expectProblem(400, "passkey.refused");
        answer(browser(), "{}").expectProblem(400, "passkey.refused");
        Device unknown = new Device();
        String asked = owner.send("POST", "/api/v1/account/passkeys/options", null)
                .expect(200)
                .body();
        String made = unknown.create(asked);
        answer(browser(), unknown.get(options(browser()))).expectProblem(400, "passkey.refused");
        Browser stranger = signedIn(people.account("key-stranger@example.com", false));
        stranger.post("/api/v1/account/passkeys", "{\"name\":\"x\",\"credential\":" + made + "}")
                .expectProblem(400, "passkey.refused");

        plane.signIn.accounts().disable(Actor.system(), ada.id());
        answer(browser(), phone.get(options(browser()))).expectProblem(401, "signin.failed");
    }

    /// What nobody's device says is refused as such, whatever it is, and never a failure of ours.
    @Test
    void malformedAnswers_areRefused() {
        String whole = "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":"
                + "\"AAAA\",\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\"},\"clientExtensionResults\":{}}";
        List<String> answers = List.of(
                whole,
                whole.replace("\"rawId\":\"AAAA\"", "\"rawId\":\"!!\""),
                whole.replace("\"rawId\":\"AAAA\"", "\"rawId\":[1]"),
                whole.replace("\"authenticatorData\":\"AAAA\"", "\"authenticatorData\":null"),
                whole.replace("\"signature\":\"AAAA\"", "\"signature\":7"),
                whole.replace("{}", "1"),
                whole.replace("\"public-key\"", "{\"a\":[]}"));
        Browser owner = signedIn(people.account("malformed@example.com", false));
        for (String answer : answers) {
            answer(browser(), answer).expectProblem(400, "passkey.refused");
            owner.post("/api/v1/account/passkeys", "{\"name\":\"x\",\"credential\":" + answer + "}")
                    .expectProblem(400, "passkey.refused");
        }
    }

    /// A device says whose its passkey is, and must be right (section 7.2, step 6).
    @Test
    void userHandle_ofAnother_isRefused() {
        Browser owner = signedIn(people.account("handle@example.com", false));
        Device phone = new Device();
        add(owner, phone, "phone").expect(201);
        phone.user = BASE64.encodeToString("somebody else".getBytes(StandardCharsets.US_ASCII));
        answer(browser(), phone.get(options(browser()))).expectProblem(400, "passkey.refused");
    }

    /// A session that somebody may have taken over since it was opened adds no way in that outlasts it.
    @Test
    void add_longAfterSignIn_isRefused() {
        Browser owner = signedIn(people.account("long-ago@example.com", false));
        String asked = owner.send("POST", "/api/v1/account/passkeys/options", null)
                .expect(200)
                .body();
        plane.core.clock.advance(Session.FRESH);
        owner.send("POST", "/api/v1/account/passkeys/options", null).expectProblem(403, "session.too-old");
        Device phone = new Device();
        owner.post("/api/v1/account/passkeys", "{\"name\":\"x\",\"credential\":" + phone.create(asked) + "}")
                .expectProblem(403, "session.too-old");
    }

    /// Another password by an operator is all that opens the account then: who had come in before is out.
    @Test
    void reset_removesPasskeys() {
        Account ada = people.account("reset-key@example.com", false);
        Device phone = new Device();
        add(signedIn(ada), phone, "phone").expect(201);
        plane.signIn.accounts().resetPassword(Actor.system(), ada.id(), Secret.of("other plain words"));

        answer(browser(), phone.get(options(browser()))).expectProblem(400, "passkey.refused");
        browser().signIn("reset-key@example.com", "other plain words").expect(200);
    }

    /// A counter that goes back is that of a copy: it opens nothing, and the passkey is marked.
    @Test
    void counterThatGoesBack_isSuspect() {
        Account ada = people.account("copied@example.com", false);
        Browser owner = signedIn(ada);
        Device phone = new Device();
        add(owner, phone, "phone").expect(201);
        Answer first = options(browser());
        Answer second = options(browser());
        String earlier = phone.get(first);
        answer(browser(), phone.get(second)).expect(200);

        answer(browser(), earlier).expectProblem(401, "signin.failed");

        assertTrue(owner.get("/api/v1/account/passkeys")
                .expect(200)
                .json()
                .at("/items/0/suspect")
                .asBoolean());
    }

    /// Passkeys are made for hosts with names: at an address there are none.
    @Test
    void atAnAddress_thereAreNone() {
        people.browser()
                .send("POST", "/api/v1/session/passkey/options", null)
                .expectProblem(409, "passkey.unavailable");
        assertEquals(
                "false", people.browser().get("/api/v1/sign-in").expect(200).text("passkeys"));
        assertEquals("true", browser().get("/api/v1/sign-in").expect(200).text("passkeys"));
    }

    /// Passkeys go one by one; what nothing else stands beside stays, and another's is not there (I01).
    @Test
    void remove_leavesTheLastWayIn() {
        Account ada = people.account("remove@example.com", false);
        Browser owner = signedIn(ada);
        String phone = add(owner, new Device(), "phone").expect(201).text("id");
        String laptop = add(owner, new Device(), "laptop").expect(201).text("id");
        Browser stranger = signedIn(people.account("remove-stranger@example.com", false));

        stranger.delete("/api/v1/account/passkeys/" + phone).expectProblem(404, "resource.not-found");
        owner.delete("/api/v1/account/passkeys/" + phone).expect(200);
        owner.delete("/api/v1/account/passkeys/" + laptop).expect(200);
        assertEquals(
                0,
                owner.get("/api/v1/account/passkeys")
                        .expect(200)
                        .json()
                        .at("/items")
                        .size());

        Account bare = plane.signIn.accounts().make(new EmailAddress("bare@example.com"), new DisplayName("B"), false);
        OpenedSession opened = plane.core.store.transactions().inTransaction(() -> {
            plane.signIn.accounts().add(Actor.system(), bare, Optional.empty());
            return plane.signIn.sessions().open(bare, SignInMethod.LINK, new AuditSource("192.0.2.1", "req_1", ""));
        });
        Browser only = browser();
        only.bring(SignInFixture.COOKIE, opened.token().reveal());
        Answer unused = only.remember(only.get("/api/v1/session").expect(200));
        String last = add(only, new Device(), "only").expect(201).text("id");
        only.delete("/api/v1/account/passkeys/" + last).expectProblem(409, "account.last-credential");
    }
}
