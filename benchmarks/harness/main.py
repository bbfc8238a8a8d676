"""The command."""

import argparse
import pathlib
import shutil
import sys
import tempfile

from harness import drawing, java, ostiary
from harness.bench import Bench
from harness.change import change
from harness.door import cold, door, refusals
from harness.idle import idle
from harness.memory import decide, memory
from harness.processes import end_with_children, note, stop_all
from harness.report import Results, table
from harness.settings import Settings
from harness.sse import sse
from harness.start import start

# Those that share a running gateway come first.
PARTS = {part.__name__: part for part in (door, refusals, cold, change, sse, start, idle, decide, memory)}
SHARING = ["door", "refusals", "cold", "change", "sse"]
NEEDED = ["nginx", "haproxy", "wrk", "mvn"]


def main(description):
    options = parse(description)
    settings = Settings.quick_ones() if options.quick else Settings()
    for name in ("keys", "rounds", "seconds", "event_loops"):
        if getattr(options, name) is not None:
            setattr(settings, name, getattr(options, name))
    results = Results(settings)
    parts = [part for part in PARTS if part in options.parts]
    if parts:
        measure(parts, settings, results, options.work)
    shown = parts if parts else list(PARTS)
    print(table(results.rows(shown)))
    for file in drawing.draw(results, list(PARTS), settings.drawings):
        note(f"drawn: {file.relative_to(file.parent.parent)}")


def parse(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--quick", action="store_true", help="check the harness itself, in a minute or two")
    parser.add_argument("--keys", type=int, help="live keys of the gateway (1000000)")
    parser.add_argument("--rounds", type=int, help="rounds of each measurement (5)")
    parser.add_argument("--seconds", type=int, help="seconds of load on each proxy in a round (4)")
    parser.add_argument("--event-loops", type=int, help="event loops of the measured gateway (1, as the peers have one "
                                                        "worker; 0: one for each processor, as shipped)")
    parser.add_argument("--work", type=pathlib.Path, help="keep made keys here for the next time")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in [*PARTS, "table"]]
    if unknown:
        parser.error(f"no such part: {' '.join(unknown)}")
    options.parts = options.parts or list(PARTS)
    return options


def measure(parts, settings, results, kept):
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        sys.exit(f"missing: {' '.join(missing)} (Debian has packages of these names)")
    end_with_children()
    note(f"Ostiary {ostiary.build()}")
    java.build()
    with tempfile.TemporaryDirectory(prefix="ostiary-bench-") as folder:
        work = pathlib.Path(folder) if kept is None else kept.resolve()
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(settings, results, work)
        try:
            for part in parts:
                if part not in SHARING:
                    stop_all()
                note(f"part {part}")
                PARTS[part](bench)
        finally:
            stop_all()
