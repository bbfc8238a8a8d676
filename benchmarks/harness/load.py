"""Full load by wrk, and what it costs."""

import dataclasses
import http.client
import re
import statistics
import sys

from harness.processes import machine_micros, output, processor_micros, resident_bytes

UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


@dataclasses.dataclass
class Sample:
    """One stretch of load on one proxy."""

    cpu: float  # microseconds of the proxy's processor time a request
    machine: float  # the same of the whole machine
    rate: float  # requests a second
    p50: float  # milliseconds
    p99: float
    resident: float  # MiB
    refused: int


def wrk(proxy, path, seconds, connections, key=None, script=None):
    """Loads a proxy and measures it. With a script of requests, path and key are its own affair."""
    arguments = ["-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    if key is not None:
        arguments += ["-H", f"X-API-Key: {key}"]
    tail = ["--", *script[1:]] if script else []
    if script:
        arguments += ["-s", script[0]]
    before, machine = processor_micros(proxy.pid), machine_micros()
    text = output("wrk", *arguments, proxy.url(path), *tail)
    cpu, machine = processor_micros(proxy.pid) - before, machine_micros() - machine
    requests = int(re.search(r"(\d+) requests in", text)[1])
    if requests == 0:
        sys.exit(f"{proxy.name} answered nothing")
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = re.search(r"Socket errors: .*", text)
    if errors:
        print(f"  {proxy.name}: {errors[0]}", file=sys.stderr)
    return Sample(cpu / requests, machine / requests, float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
                  _millis(text, "50"), _millis(text, "99"), resident_bytes(proxy.pid) / 2**20,
                  int(refused[1]) if refused else 0)


def _millis(text, percent):
    found = re.search(percent + r"%\s+([\d.]+)(us|ms|s|m)\b", text)
    return float(found[1]) * UNITS[found[2]]


def status(proxy, path, key):
    """How one request is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port)
    connection.request("GET", path, headers={} if key is None else {"X-API-Key": key})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def require(proxy, expected, key, path=None):
    """A figure of wrong answers is worth nothing."""
    found = status(proxy, proxy.path if path is None else path, key)
    if found != expected:
        sys.exit(f"{proxy.name} answers {found}, not {expected}")


class Rounds:
    """Samples of several proxies, taken in turns."""

    def __init__(self):
        self.samples = {}

    def add(self, name, sample):
        self.samples.setdefault(name, []).append(sample)
        print(f"  {name:<8} {sample.cpu:7.2f} us a request  {sample.machine:7.2f} us machine  {sample.rate:8.0f} /s  "
              f"p50 {sample.p50:7.3f} ms  p99 {sample.p99:7.3f} ms  {sample.resident:5.0f} MiB"
              f"{f'  {sample.refused} refused' if sample.refused else ''}", file=sys.stderr, flush=True)

    def median(self, name, field):
        return statistics.median(getattr(sample, field) for sample in self.samples[name])

    def ratio(self, name, other, field):
        """The median over rounds of the ratio within each round: what disturbs one round disturbs both."""
        return statistics.median(getattr(one, field) / getattr(two, field)
                                 for one, two in zip(self.samples[name], self.samples[other]))

    def difference(self, name, others, field):
        """The median over rounds of what is more here than in the same round of the others."""
        return statistics.median(getattr(one, field) - getattr(two, field)
                                 for one, two in zip(self.samples[name], others.samples[name]))

    def summary(self):
        return {name: {field.name: round(self.median(name, field.name), 3) for field in dataclasses.fields(Sample)}
                for name in self.samples}
