"""What a proxy adds to the way of a server-sent event."""

import statistics

from harness import java
from harness.peers import Proxy
from harness.processes import note
from harness.report import Row

GOAL_MILLIS = 0.5


def sse(bench):
    settings = bench.settings
    nginx, haproxy, ostiary = bench.proxies()
    port = bench.seed.upstreams["events"]
    ways = [Proxy("direct", port, 0, events="/events"), nginx, haproxy, ostiary]
    found = {way.name: [] for way in ways}
    note(f"{settings.streams} streams, {1000 / settings.event_interval_millis:g} events a second on each")
    with java.start("EventUpstream", port=port, interval_millis=settings.event_interval_millis) as upstream:
        upstream.await_line("ready")
        for number in range(settings.rounds + 1):
            for way in ways:
                figures = java.run("EventClient", url=way.url(way.events), key=bench.seed.secret,
                                   streams=settings.streams, warm_up=max(1, settings.seconds // 2),
                                   seconds=2 * settings.seconds)
                # The first round warms up.
                if number > 0:
                    found[way.name].append({name: float(value) for name, value in figures.items()})
                    note(f"{way.name:<8} p50 {float(figures['p50_us']) / 1000:.2f} ms  p99 "
                         f"{float(figures['p99_us']) / 1000:.2f} ms  of {figures['count']} events")
    bench.results.put("sse", rows(found, settings))


def rows(found, settings):
    def added(way, name):
        return statistics.median(through[name] - direct[name]
                                 for through, direct in zip(found[way], found["direct"])) / 1000

    peers = {name: f"nginx {added('nginx', name):.2f} ms, HAProxy {added('haproxy', name):.2f} ms"
             for name in ("p50_us", "p99_us")}
    return [Row("sse", f"added to an event, p99, {settings.streams:,} streams", added("ostiary", "p99_us"), "ms",
                GOAL_MILLIS, peers["p99_us"]),
            Row("sse", f"added to an event, p50, {settings.streams:,} streams", added("ostiary", "p50_us"), "ms",
                None, peers["p50_us"])]
