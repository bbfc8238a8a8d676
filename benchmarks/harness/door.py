"""Requests that are forwarded, and requests that are refused."""

from harness import peers
from harness.load import Rounds, require, wrk
from harness.processes import note
from harness.report import Row

CALL = "call.lua"
# Each request is made once, before the load begins. The path comes with the URL.
SCRIPT = """
local requests, next = {}, 0
function init(arguments)
  for key in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", nil, { ["X-API-Key"] = key })
  end
end
function request()
  next = next % #requests + 1
  return requests[next]
end
"""


def door(bench):
    """One key, as every request has it."""
    nginx, haproxy, ostiary = bench.proxies()
    for proxy in (nginx, haproxy, ostiary):
        require(proxy, 200, bench.seed.secret)
        require(proxy, 401, None)
    rounds = bench.in_turns("one key", bench.seed.secret)
    rows = [
        Row("door", "processor time a request, ratio to nginx", rounds.ratio("ostiary", "nginx", "cpu"), goal=0.9),
        Row("door", "processor time a request, ratio to HAProxy", rounds.ratio("ostiary", "haproxy", "cpu")),
        Row("door", "whole machine's time a request, ratio to nginx", rounds.ratio("ostiary", "nginx", "machine"),
            goal=0.97),
        Row("door", f"p99 at {bench.settings.connections} connections, ratio to nginx",
            rounds.ratio("ostiary", "nginx", "p99"), goal=1.1),
        Row("door", "requests a second, ratio to nginx", rounds.ratio("ostiary", "nginx", "rate")),
    ]
    bench.results.put("door", rows, {"one key": rounds.summary()})


def refusals(bench):
    """Requests that get a 401."""
    rows, samples = [], {}
    unknown = bench.seed.unknown
    garbage = unknown[:-1] + ("0" if unknown[-1] != "0" else "1")
    for name, key in (("no key", None), ("garbage key", garbage), ("unknown key", unknown)):
        for proxy in bench.proxies():
            require(proxy, 401, key)
        rounds = bench.in_turns(name, key)
        for proxy in bench.proxies():
            # A limit on failed attempts would have made these answers cheaper ones.
            require(proxy, 401, key)
        rows.append(Row("refusals", f"refused: {name}, ratio to nginx's 401", rounds.ratio("ostiary", "nginx", "cpu"),
                        goal=1.0))
        samples[name] = rounds.summary()
    bench.results.put("refusals", rows, samples)


def cold(bench):
    """Another key with each request, beside one key sent in the same way."""
    script = bench.work / CALL
    script.write_text(SCRIPT)
    secrets = bench.seed.secrets_file.read_text().split()
    one = bench.work / "one-secret"
    one.write_text(secrets[0] + "\n")
    files = {"one": one, "many": bench.seed.secrets_file}
    note(f"cold: {len(secrets)} keys in turn")
    proxies = [peers.start_nginx(bench.work, bench.seed, secrets, "nginx-cold"),
               peers.start_haproxy(bench.work, bench.seed, secrets, "haproxy-cold"), bench.ostiary()]
    settings = bench.settings
    many, single = Rounds(), Rounds()
    wrk(proxies[2], None, settings.seconds, settings.connections, script=[script, bench.seed.secrets_file])
    for _ in range(settings.rounds):
        for proxy in proxies:
            for rounds, file in ((single, files["one"]), (many, files["many"])):
                rounds.add(proxy.name, wrk(proxy, None, settings.seconds, settings.connections, script=[script, file]))
    for proxy in proxies[:2]:
        proxy.stop()
    costs = {name: many.difference(name, single, "cpu") for name in many.samples}
    keys = f"{len(secrets):,} keys in turn"
    rows = [
        Row("cold", f"{keys}: added to a request by it", costs["ostiary"], "us",
            remark=f"nginx {costs['nginx']:.2f} us, HAProxy {costs['haproxy']:.2f} us"),
        Row("cold", f"{keys}, processor time, ratio to nginx", many.ratio("ostiary", "nginx", "cpu")),
        Row("cold", f"{keys}, whole machine, ratio to nginx", many.ratio("ostiary", "nginx", "machine")),
    ]
    bench.results.put("cold", rows, {keys: many.summary()})
