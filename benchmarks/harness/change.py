"""A key changes while the gateway is under full load."""

import statistics
import subprocess
import threading
import time

from harness import java
from harness.processes import Process, note
from harness.report import Row

GOAL_MILLIS = 5


class Changes:
    """Switches one key off and on again, several times a second, until it is left."""

    def __init__(self, server, key, a_second):
        self.server, self.key, self.interval = server, key, 1 / a_second
        self.count = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        while not self.ended.is_set():
            self.server.post(f"keys/{self.key}/{('disable', 'enable')[self.count % 2]}")
            self.count += 1
            self.ended.wait(self.interval)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


def change(bench):
    settings = bench.settings
    proxy, server = bench.ostiary(), bench.server
    seconds = 2 * settings.seconds
    total = 2 * seconds * settings.rounds + 5
    found = {"without": [], "with": []}
    command = java.command(java.PACKAGE + "PauseProbe", "--url", proxy.url(), "--key", bench.seed.secret,
                           flags=["-Xmx256m", "-XX:+UseSerialGC"])
    with Changes(server, bench.seed.switched, settings.changes_a_second):
        # The control plane compiles its code before anything is measured.
        time.sleep(settings.seconds)
    load = subprocess.Popen(["wrk", "-t1", f"-c{settings.connections}", f"-d{total}s", "-H",
                             f"X-API-Key: {bench.seed.secret}", proxy.url()], stdout=subprocess.DEVNULL)
    try:
        with Process(*command) as probe:
            probe.await_line("ready")
            time.sleep(2)
            probe.say()
            probe.await_line("span")
            for _ in range(settings.rounds):
                span(found["without"], probe, seconds)
                with Changes(server, bench.seed.switched, settings.changes_a_second) as changes:
                    span(found["with"], probe, seconds)
                note(f"{changes.count} changes: longest answer {found['with'][-1]['max_us'] / 1000:.1f} ms, "
                     f"without {found['without'][-1]['max_us'] / 1000:.1f} ms")
    finally:
        load.kill()
        load.wait()
    bench.results.put("change", rows(found, settings))


def span(found, probe, seconds):
    time.sleep(seconds)
    probe.say()
    found.append({name: float(value) for name, value in probe.await_line("span").items()})


def rows(found, settings):
    def median(phase, name):
        return statistics.median(span[name] for span in found[phase]) / 1000

    def pauses(phase):
        return sum(span["pauses"] for span in found[phase]) / sum(span["count"] for span in found[phase]) * 1000

    longest = {phase: median(phase, "max_us") for phase in found}
    # What the load alone does to a probe is not the change's doing.
    goal = max(GOAL_MILLIS, round(1.25 * longest["without"], 1))
    result = [Row("change", f"longest pause, {settings.changes_a_second} changes a second under full load",
                  longest["with"], "ms", goal, f"{longest['without']:.1f} ms without changes")]
    for name, label in (("p50_us", "p50"), ("p999_us", "p99.9")):
        result.append(Row("change", f"a probe's {label} with changes", median("with", name), "ms", None,
                          f"{median('without', name):.2f} ms without"))
    result.append(Row("change", f"pauses over {GOAL_MILLIS} ms among 1,000 probes with changes", pauses("with"), "",
                      None, f"{pauses('without'):.2f} without"))
    return result
