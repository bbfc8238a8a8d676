package dev.ostiary.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostiary.core.access.AccessMode;
import dev.ostiary.core.access.KeyEntry;
import dev.ostiary.core.access.KeySelection;
import dev.ostiary.core.access.Location;
import dev.ostiary.core.address.DomainPattern;
import dev.ostiary.core.agent.RouteTimeouts;
import dev.ostiary.core.agent.UpstreamUrl;
import dev.ostiary.core.key.KeyBinding;
import dev.ostiary.core.key.KeyFormat;
import dev.ostiary.core.key.KeyRestrictions;
import dev.ostiary.core.key.KeyType;
import dev.ostiary.core.key.Scope;
import dev.ostiary.core.route.PolicySettings;
import dev.ostiary.core.route.RefusalDialect;
import dev.ostiary.core.route.RouteMatch;
import dev.ostiary.core.route.RouteSettings;
import dev.ostiary.core.secret.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was authorized is what is forwarded: of thousands of requests, ordinary, odd and broken, the upstream sees
/// those that may pass, each as it was sent but for what is the gateway's, and nothing else (G01, G07, K10 to K17,
/// smuggling). `-Dhostile.seeds=100` runs more of them.
class AuthorizedIsForwardedIT {
    private static final int CONNECTIONS = 800;
    private static final String LAST =
            "GET /acme/production/open/last HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n\r\n";

    private GatewayFixture gateway;
    private TestAgent upstream;
    private DoorModel model;
    private ForwardedComparison comparison;
    private List<String> keys;
    private List<String> wrong;
    private int passed;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("hostile.seeds", 2));
    }

    @BeforeEach
    void start() throws IOException {
        gateway = new GatewayFixture();
        upstream = TestAgent.greeting();
        List<DoorModel.Rule> rules = new ArrayList<>();
        gateway.deploy("agent", at("/d1"), true);
        rules.add(rule("", "/acme/production/agent", false, true, "/d1", "strict", "header X-API-Key"));
        gateway.deploy("open", at("/d2"), false);
        rules.add(rule("", "/acme/production/open", false, true, "/d2", "open"));
        rules.add(own("models", "", "/v1", AccessMode.STRICT, "/r1", "scheme Authorization"));
        rules.add(own("admin", "", "/v1/admin", AccessMode.STRICT, "/r2", "header X-Admin"));
        rules.add(own(
                "multi",
                "",
                "/multi",
                AccessMode.STRICT,
                "/r3",
                "header X-API-Key",
                "scheme Authorization",
                "query api_key",
                "cookie session",
                "body key"));
        rules.add(own("exact", "", "/exact", AccessMode.OPTIONAL, "/r4", "scheme Authorization"));
        rules.add(own("hosted", "hosted.test", "/v1", AccessMode.PERMISSIVE, "/r5", "header X-API-Key"));
        Secret scoped = gateway.key(new KeyRestrictions(
                List.of(Scope.parse("GET /below/**").orElseThrow()), List.of(), List.of(), List.of()));
        Secret whole = gateway.key();
        Secret revoked = gateway.key();
        gateway.put(revoked, new KeyBinding.WholeOrganization(), "a key", true, KeyEntry.NEVER);
        Secret foreign = KeyFormat.generate(KeyType.SECRET, gateway.randomness);
        gateway.put(
                foreign,
                gateway.organization("globex"),
                new KeyBinding.WholeOrganization(),
                "a key",
                false,
                KeyEntry.NEVER);
        String pair = gateway.publicId(whole) + ":" + whole.reveal();
        Set<String> opening = Set.of(whole.reveal(), pair);
        keys = List.of(whole.reveal(), whole.reveal(), pair, scoped.reveal());
        wrong = List.of(
                revoked.reveal(),
                foreign.reveal(),
                whole.reveal() + "x",
                "",
                "garbage",
                gateway.publicId(whole) + ":" + foreign.reveal());
        model = new DoorModel(rules, opening, Set.of(scoped.reveal()));
        comparison = new ForwardedComparison(
                model,
                keys,
                List.of(whole.reveal(), scoped.reveal(), revoked.reveal(), foreign.reveal(), gateway.publicId(whole)));
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        gateway.close();
    }

    private URI at(String base) {
        return URI.create(upstream.url() + base);
    }

    private static DoorModel.Rule rule(
            String host, String path, boolean isExact, boolean strips, String base, String mode, String... places) {
        return new DoorModel.Rule(host, path, isExact, strips, base, mode, List.of(places));
    }

    private DoorModel.Rule own(String name, String host, String path, AccessMode mode, String base, String... places) {
        boolean isExact = name.equals("exact");
        boolean strips = name.equals("multi");
        List<DomainPattern> hosts = host.isEmpty() ? List.of() : List.of(new DomainPattern(host, false));
        RouteMatch match =
                new RouteMatch(hosts, path, isExact ? RouteMatch.PathKind.EXACT : RouteMatch.PathKind.PREFIX);
        List<Location> locations = new ArrayList<>();
        for (String place : places) {
            String text = place.startsWith("scheme ") ? "header authorization Bearer" : place;
            locations.add(Location.parse(text).orElseThrow());
        }
        RouteSettings settings = new RouteSettings(
                match,
                strips,
                List.of(new UpstreamUrl(at(base))),
                RefusalDialect.PROBLEM,
                Optional.empty(),
                RouteTimeouts.DEFAULT);
        gateway.route(name, settings, new PolicySettings(mode, locations, KeySelection.ALL));
        return rule(host, path, isExact, strips, base, mode.name().toLowerCase(Locale.ROOT), places);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatPasses_isWhatWasSent(long seed) throws Exception {
        RequestDraw draw = new RequestDraw(new Random(seed), keys, wrong);
        for (int i = 0; i < CONNECTIONS; i++) {
            String bytes = draw.connection();
            try {
                send(bytes);
            } catch (AssertionError | IOException wrongly) {
                throw new AssertionError("seed " + seed + ", connection " + i + ":\n" + shown(bytes), wrongly);
            }
        }
        assertTrue(passed > CONNECTIONS / 10, "only " + passed + " requests passed: they show little");
    }

    private static String shown(String bytes) {
        return bytes.replace("\0", "<NUL>").replace("\r", "<CR>").replace("\n", "<LF>\n");
    }

    private void send(String bytes) throws Exception {
        StrictStream stream = new StrictStream(bytes);
        boolean isWhole = stream.end == StrictStream.End.WHOLE;
        List<Integer> statuses = new ArrayList<>();
        try (Peer client = gateway.connect()) {
            client.send(isWhole ? bytes + LAST : bytes);
            // A malformed one is answered too; what is never ended is not.
            int answers = stream.requests.size() + (stream.end == StrictStream.End.UNFINISHED ? 0 : 1);
            for (int i = 0; i < answers; i++) {
                boolean isHead = i < stream.requests.size()
                        && stream.requests.get(i).method().equals("HEAD");
                statuses.add(answer(client, isHead));
            }
        } catch (EOFException | SocketException closed) {
            // The gateway closes behind what it refuses.
        }
        List<Message> seen = new ArrayList<>();
        upstream.requests.drainTo(seen);
        boolean isLastSeen = !seen.isEmpty() && seen.getLast().target().equals("/d2/last");
        if (isWhole && isLastSeen) {
            seen.removeLast();
        }
        requireEachAllowed(stream.requests, seen);
        long served = statuses.stream().filter(status -> status == 200).count() - (isWhole && isLastSeen ? 1 : 0);
        assertTrue(served <= seen.size(), "answers without requests: " + statuses);
        if (isWhole && stream.requests.size() == 1 && isOrdinary(stream.requests.getFirst())) {
            boolean mayPass = model.expected(stream.requests.getFirst()) != null;
            assertEquals(mayPass ? 1 : 0, seen.size(), "an ordinary request that may pass does: " + statuses);
        }
    }

    /// An interim answer is not the answer.
    private static int answer(Peer client, boolean isHead) throws IOException {
        Message answer = isHead ? client.responseToHead() : client.response();
        return answer.status() < 200 ? answer(client, isHead) : answer.status();
    }

    /// With nothing that is refused by a rule of its own.
    private static boolean isOrdinary(Message request) {
        boolean hasOneKey = request.values("X-API-Key").size()
                        + request.values("Authorization").size()
                        + (request.toString().split("k_ost_", -1).length - 1)
                <= 3;
        return hasOneKey
                && request.target().matches("/[a-z0-9/?=&]*")
                && !request.target().contains("//")
                && request.trailers().isEmpty()
                && request.values("Expect").isEmpty()
                && request.values("Authorization").isEmpty()
                && request.values("Cookie").isEmpty()
                && request.body().isEmpty();
    }

    private void requireEachAllowed(List<Message> sent, List<Message> seen) {
        int next = 0;
        for (Message request : seen) {
            List<String> reasons = new ArrayList<>();
            boolean isFound = false;
            while (!isFound && next < sent.size()) {
                String difference = comparison.difference(sent.get(next++), request);
                isFound = difference.isEmpty();
                reasons.add(difference);
            }
            assertTrue(isFound, "the upstream saw what nobody may have asked: " + request + " since " + reasons);
            passed++;
        }
    }
}
