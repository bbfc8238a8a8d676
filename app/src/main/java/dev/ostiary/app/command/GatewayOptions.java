package dev.ostiary.app.command;

import dev.ostiary.app.server.GatewayChoices;
import dev.ostiary.app.terminal.CommandException;
import dev.ostiary.core.address.AddressRange;
import dev.ostiary.gateway.observe.AccessLogSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a gateway is to be, for every command that runs one.
final class GatewayOptions {
    private static final int MAX_EVENT_LOOPS = 1024;
    private static final int MAX_FAILURE_LIMIT = 10_000_000;
    private static final int USUAL_TLS_PORT = 8443;
    private static final String NODE_NAME = "[A-Za-z0-9._-]{1,253}";

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: 127.0.0.1.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The gateway's port; 0 picks a free one. Default: 8080.")
    private int port = 8080;

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description =
                    "Listen with TLS too, with the certificates of this folder: NAME.crt and NAME.key pairs in PEM,"
                            + " chosen by the name that clients ask for. Read again when they change and on SIGHUP.")
    private @Nullable Path certificates;

    @Option(
            names = "--tls-port",
            paramLabel = "N",
            description = "The port for TLS; 0 picks a free one. Default: 8443.")
    private @Nullable Integer tlsPort;

    @Option(
            names = "--routes",
            paramLabel = "FILE",
            description =
                    "A YAML file of routes beside those of the database. Read again when it changes and on SIGHUP;"
                            + " a wrong file changes nothing.")
    private @Nullable Path routes;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            description = "A proxy before this gateway, such as 10.0.0.0/8, whose X-Forwarded-For is believed. May be"
                    + " given several times. Nobody's when not given.")
    private @Nullable List<String> trustedProxies;

    @Option(
            names = "--failure-limit",
            paramLabel = "N",
            description =
                    "How many wrong keys a second from one address are answered 401, and ten times as many at once;"
                            + " beyond that they are answered 429. Right keys pass all the same. 0 for no limit. Default: 10.")
    private @Nullable Integer failureLimit;

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            description = "How many threads serve connections. As many as there are processors when not given; fewer"
                    + " where others need them too.")
    private @Nullable Integer eventLoops;

    @Mixin
    private final TrafficOptions traffic = new TrafficOptions();

    @Option(
            names = "--drain-lead",
            paramLabel = "SECONDS",
            description = "How long to go on serving, no longer ready, when told to end, so that load balancers notice."
                    + " Default: 0.")
    private int drainLead;

    @Option(
            names = "--access-log",
            paramLabel = "off|-|FILE",
            description =
                    "Where to write a line of JSON for each request; - is the standard output. Reopened on SIGHUP."
                            + " Default: off.")
    private String accessLog = "off";

    @Option(
            names = "--access-log-sample",
            paramLabel = "RATE",
            description = "Which part of the requests that went well is written, 0 to 1. Default: 1.")
    private @Nullable Double sample;

    @Option(
            names = "--node-name",
            paramLabel = "NAME",
            description = "What to call this node in `ostiary nodes list`. Default: the name of this machine.")
    private @Nullable String nodeName;

    @Option(
            names = "--when-stale",
            paramLabel = "continue|refuse",
            description =
                    "What to do with requests when nothing was heard of the database for more than 10 seconds: go on"
                            + " by what is known, or answer 503. /readyz is red either way. Default: continue.")
    private WhenStale whenStale = WhenStale.CONTINUE;

    /// What a node does that does not know whether it is up to date.
    enum WhenStale {
        CONTINUE,
        REFUSE
    }

    /// The choices of a gateway whose health is told elsewhere, or nowhere.
    GatewayChoices choices() {
        return choices(OptionalInt.empty());
    }

    /// The choices of a gateway that tells its health on a port of its own.
    GatewayChoices choices(OptionalInt healthPort) {
        Ports.check("--port", port);
        int securePort = securePort();
        if (drainLead < 0 || drainLead > 3600) {
            throw CommandException.usage("--drain-lead " + drainLead + " is no number of seconds from 0 to 3600");
        }
        return new GatewayChoices(
                host,
                port,
                Optional.ofNullable(certificates).map(folder -> new GatewayChoices.Tls(securePort, folder)),
                Optional.ofNullable(routes),
                proxies(),
                failureLimit(),
                eventLoops(),
                traffic.limits(),
                traffic.upstreamAuthorities(),
                Duration.ofSeconds(drainLead),
                log(),
                name(),
                whenStale == WhenStale.REFUSE,
                healthPort);
    }

    private int securePort() {
        Integer given = tlsPort;
        if (given == null) {
            return USUAL_TLS_PORT;
        }
        Ports.check("--tls-port", given);
        if (certificates == null) {
            throw CommandException.usage("--tls-port does nothing without --tls; name the folder of certificates too");
        }
        if (given == port && port != 0) {
            throw CommandException.usage("--port and --tls-port are the same; give each its own");
        }
        return given;
    }

    private Optional<String> name() {
        if (nodeName != null && !nodeName.matches(NODE_NAME)) {
            throw CommandException.usage(
                    "--node-name is no name of a node; give 1 to 253 letters, digits, '-', '_' or '.'");
        }
        return Optional.ofNullable(nodeName);
    }

    private List<AddressRange> proxies() {
        return Optional.ofNullable(trustedProxies).orElse(List.of()).stream()
                .map(text -> AddressRange.parse(text)
                        .orElseThrow(() -> CommandException.usage(
                                "--trusted-proxy " + text + " is no address range; " + AddressRange.REMEDY)))
                .toList();
    }

    private OptionalInt failureLimit() {
        Integer limit = failureLimit;
        if (limit == null) {
            return OptionalInt.empty();
        }
        if (limit < 0 || limit > MAX_FAILURE_LIMIT) {
            throw CommandException.usage(
                    "--failure-limit " + limit + " is no number of keys a second from 0 to " + MAX_FAILURE_LIMIT);
        }
        return OptionalInt.of(limit);
    }

    private OptionalInt eventLoops() {
        Integer threads = eventLoops;
        if (threads == null) {
            return OptionalInt.empty();
        }
        if (threads < 1 || threads > MAX_EVENT_LOOPS) {
            throw CommandException.usage(
                    "--event-loops " + threads + " is no number of threads from 1 to " + MAX_EVENT_LOOPS);
        }
        return OptionalInt.of(threads);
    }

    private AccessLogSettings log() {
        double rate = sample == null ? 1 : sample;
        if (!(rate >= 0 && rate <= 1)) {
            throw CommandException.usage("--access-log-sample " + rate + " is no rate; give 0 to 1");
        }
        if (sample != null && accessLog.equals("off")) {
            throw CommandException.usage("--access-log-sample does nothing without --access-log; say where to write");
        }
        try {
            return AccessLogSettings.to(accessLog).sampling(rate);
        } catch (InvalidPathException notAPath) {
            throw CommandException.usage("--access-log " + accessLog + " is no path; give off, - or a file");
        }
    }
}
