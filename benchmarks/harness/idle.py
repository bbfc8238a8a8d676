"""Connections that wait for their next request."""

import resource

from harness import java, ostiary, peers
from harness.load import wrk
from harness.processes import note, resident_bytes
from harness.report import Row

GOAL_KIB = 20
# With a heap that is resident from the start, what the resident memory gains is outside of it.
FIXED_HEAP = "-Xms1g -Xmx1g -XX:+AlwaysPreTouch"


def idle(bench):
    settings = bench.settings
    connections = settings.idle
    _, limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit < connections + 1000:
        note(f"ulimit -n allows {limit} files only: fewer connections")
        connections = limit - 1000
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    seed = ostiary.Seed(bench.work, f"keys-{settings.few_keys}").make(settings.few_keys, settings.few_keys)
    upstream = peers.start_upstream(bench.work, seed.upstreams["upstream"])
    server = ostiary.Server(seed.data, FIXED_HEAP)
    nginx = peers.start_nginx(bench.work, seed, [seed.secret], "nginx-idle")
    heap, outside = of_ostiary(bench, seed, server, connections)
    theirs = of_nginx(bench, seed, nginx, connections)
    nginx.stop()
    server.stop()
    upstream.stop()
    bench.results.put("idle", [
        Row("idle", f"memory of an idle connection, {connections:,} of them", heap + outside, "KiB", GOAL_KIB,
            f"{heap:.1f} in the heap, {outside:.1f} outside; nginx {theirs:.1f}")])


def of_ostiary(bench, seed, server, connections):
    """KiB a connection, inside and outside the heap."""
    proxy = server.proxy()
    wrk(proxy, None, 2 * bench.settings.seconds, bench.settings.connections, seed.secret)
    server.heap_bytes()
    heap, resident = server.heap_bytes(), resident_bytes(proxy.pid)
    with java.start("IdleClient", url=proxy.url(), key=seed.secret, connections=connections) as client:
        client.await_line("open")
        note(f"{connections} connections are open")
        server.heap_bytes()
        heap_gain, resident_gain = server.heap_bytes() - heap, resident_bytes(proxy.pid) - resident
    return heap_gain / connections / 1024, resident_gain / connections / 1024


def of_nginx(bench, seed, nginx, connections):
    wrk(nginx, None, bench.settings.seconds, bench.settings.connections, seed.secret)
    resident = resident_bytes(nginx.pid)
    with java.start("IdleClient", url=nginx.url(), key=seed.secret, connections=connections) as client:
        client.await_line("open")
        return (resident_bytes(nginx.pid) - resident) / connections / 1024
