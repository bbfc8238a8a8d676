package dev.ostiary.core.access;

import dev.ostiary.core.address.InternetAddress;
import dev.ostiary.fuzz.BrokenPromiseException;
import dev.ostiary.fuzz.FuzzTarget;
import dev.ostiary.fuzz.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Credentials in the query, in cookies and after a scheme; the input is a target, a `Cookie` line and an
/// `Authorization` line. What is read is taken out whole, and what is left is as it was.
public final class CredentialsFuzz implements FuzzTarget {
    private static final String NAME = "api_key";
    private static final Location QUERY = new Location.QueryParameter(NAME);
    private static final Location COOKIE = new Location.Cookie(NAME);

    @Override
    public List<String> seeds() {
        return List.of(
                "/a?api_key=k&b=c\na=b; api_key=k\nBearer k",
                "/a?b=c&api%5Fkey=k%2B+\napi_key=\"k\"; api_key=l\nbearer\tk",
                "/a?api_key\napi_key\nBearer",
                "/a?&&&=api_key&api_key==\n;;;api_key=;=\nBearer  k",
                "/a?api_key=%zz\napi_key = k\nBasic api_key",
                "/a?x=1;api_key=k\nx=\"; api_key=k\"\nBEARER k k");
    }

    private record Facts(String target, String cookie, String authorization) implements RequestFacts {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public @Nullable String header(String name) {
            return switch (name) {
                case "cookie" -> cookie;
                case "authorization" -> authorization;
                default -> null;
            };
        }

        @Override
        public boolean isRepeated(String name) {
            return false;
        }

        @Override
        public @Nullable String bodyField(String name) {
            return null;
        }

        @Override
        public @Nullable InternetAddress clientAddress() {
            return null;
        }
    }

    @Override
    public void run(byte[] input) {
        List<String> parts = Input.parts(input, 3);
        Facts facts =
                new Facts("/" + parts.getFirst(), parts.get(1), parts.getLast().strip());
        query(facts);
        cookies(facts);
        String found = Credentials.at(facts, Location.BEARER);
        boolean isOfScheme = CredentialErasure.isOfScheme(facts.authorization, Location.BEARER);
        BrokenPromiseException.unlessSame(found != null, isOfScheme, "a line of the scheme is read and taken out");
        BrokenPromiseException.unless(
                found == null || facts.authorization.endsWith(found), "a credential is as written");
        var unused = KeysInUrl.isIn(facts.target);
        var unusedToo = StrayKeys.stand(facts, List.of(QUERY, COOKIE, Location.BEARER), "k");
    }

    private static void query(Facts facts) {
        String rest = CredentialErasure.fromTarget(facts.target, NAME);
        Facts after = new Facts(rest, "", "");
        BrokenPromiseException.unless(Credentials.at(after, QUERY) == null, "no parameter is left");
        BrokenPromiseException.unlessSame(
                rest, CredentialErasure.fromTarget(rest, NAME), "there is nothing more to take out");
        boolean isRead = Credentials.at(facts, QUERY) != null;
        BrokenPromiseException.unless(isRead || rest.equals(facts.target), "what is not read stays");
        BrokenPromiseException.unless(
                isRead || !Credentials.areSeveralAt(facts, QUERY), "what is there several times is there");
        int end = facts.target.indexOf('?');
        BrokenPromiseException.unless(
                rest.startsWith(end < 0 ? facts.target : facts.target.substring(0, end)), "the path is as it was");
    }

    private static void cookies(Facts facts) {
        String rest = CredentialErasure.fromCookies(facts.cookie, NAME);
        if (rest == null) {
            return;
        }
        Facts after = new Facts("/", rest, "");
        BrokenPromiseException.unless(Credentials.at(after, COOKIE) == null, "no cookie is left");
        BrokenPromiseException.unlessSame(
                rest, String.valueOf(CredentialErasure.fromCookies(rest, NAME)), "there is nothing more to take out");
        boolean isRead = Credentials.at(facts, COOKIE) != null;
        BrokenPromiseException.unless(!isRead || !rest.equals(facts.cookie), "what is read is taken out");
    }
}
