package dev.ostiary.app.command;

import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.gateway.ClientLimits;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much a gateway takes from clients, and which upstreams it believes.
final class TrafficOptions {
    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            description = "The longest body of a request; a longer one is answered 413. Any length when not given.")
    private @Nullable Long maxBody;

    @Option(
            names = "--min-body-rate",
            paramLabel = "BYTES",
            description = "How many bytes a second of a body a client has to send on average, once the gateway waited"
                    + " for ten seconds; a slower one is answered 408. gRPC is exempt. Any rate when not given.")
    private @Nullable Integer minBodyRate;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "How many connections of clients may be open at once; one more is answered 503. Default:"
                    + " 20000, or three quarters of the files this process may have open.")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "N",
            description = "How many connections from one address may be open at once; 0 for any number. Default: 0.")
    private @Nullable Integer maxConnectionsPerAddress;

    @Option(
            names = "--upstream-ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of authorities that upstreams behind https are trusted by, besides those"
                    + " of the system.")
    private @Nullable Path upstreamAuthorities;

    ClientLimits limits() {
        ClientLimits usual = ClientLimits.usual();
        return usual.withMaxBody(maxBody())
                .withMinBodyRate(atLeast(0, "--min-body-rate", minBodyRate, usual.minBodyRate()))
                .withConnections(
                        atLeast(1, "--max-connections", maxConnections, usual.maxConnections()),
                        atLeast(
                                0,
                                "--max-connections-per-address",
                                maxConnectionsPerAddress,
                                usual.maxConnectionsPerAddress()));
    }

    Optional<Path> upstreamAuthorities() {
        return Optional.ofNullable(upstreamAuthorities);
    }

    private long maxBody() {
        Long limit = maxBody;
        if (limit == null) {
            return ClientLimits.UNLIMITED;
        }
        if (limit < 0) {
            throw CommandException.usage("--max-body " + limit + " is no number of bytes; give 0 or more");
        }
        return limit;
    }

    private static int atLeast(int least, String option, @Nullable Integer given, int usual) {
        if (given != null && given < least) {
            throw CommandException.usage(option + " " + given + " is too little; give " + least + " or more");
        }
        return given == null ? usual : given;
    }
}
