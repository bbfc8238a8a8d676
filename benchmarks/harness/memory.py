"""The one decision and what it looks up, without a network: JMH, and the heap."""

import json

from harness import java
from harness.processes import note, output
from harness.report import Row

DECIDE_GOALS = {1_000_000: 0.6, 10_000_000: 0.9}
MEMORY_GOAL = 120


def millions(keys):
    return f"{keys // 1_000_000} M keys" if keys >= 1_000_000 else f"{keys} keys"


def heap(keys):
    """Room for a directory that is four times as large as it should be."""
    return f"-Xmx{max(1, keys * 1000 // 10**9 + 1)}g"


def decide(bench):
    settings = bench.settings
    rows = []
    for keys in settings.directories:
        note(f"JMH: decide with {millions(keys)}")
        file = bench.work / f"jmh-{keys}.json"
        output(*java.command("org.openjdk.jmh.Main", "DecideBenchmark", "-prof", "gc", "-p", f"keys={keys}",
                             "-wi", str(settings.decide_warm_ups), "-i", str(settings.decide_iterations),
                             "-rf", "json", "-rff", file, "-foe", "true",
                             "-jvmArgs", " ".join([*java.QUIET_FLAGS, *java.SERVER_FLAGS, heap(keys)])))
        for result in json.loads(file.read_text()):
            name = result["benchmark"].rsplit(".", 1)[1]
            allocated = next(metric["score"] for key, metric in result["secondaryMetrics"].items()
                             if key.endswith("gc.alloc.rate.norm"))
            spread = result["primaryMetric"]["scoreError"]
            error = "" if spread == "NaN" else f", +- {float(spread) / 1000:.3f} us"
            rows.append(Row("decide", f"decide, {name}, {millions(keys)}", result["primaryMetric"]["score"] / 1000,
                            "us", DECIDE_GOALS.get(keys), f"{allocated:.0f} bytes allocated{error}"))
    bench.results.put("decide", rows)


def memory(bench):
    rows = []
    for keys in bench.settings.directories:
        note(f"memory of {millions(keys)}")
        found = java.run("DirectoryMemory", flags=[*java.SERVER_FLAGS, heap(keys)], keys=keys)
        goal = MEMORY_GOAL if keys >= 1_000_000 else None
        rows.append(Row("memory", f"memory a key, {millions(keys)}", float(found["bytes_a_key"]), "bytes", goal))
    bench.results.put("memory", rows)
