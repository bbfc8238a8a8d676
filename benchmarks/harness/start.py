"""From the command to being ready."""

import os
import statistics
import subprocess

from harness import java, ostiary
from harness.processes import Process, note
from harness.report import Row

FEW_GOAL, MANY_GOAL = 1.0, 4.0


def has_gateway():
    """Whether there is a lone gateway on PostgreSQL."""
    done = subprocess.run([ostiary.COMMAND, "gateway", "--help"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and "--database" in done.stdout


def start(bench):
    settings = bench.settings
    counts = [(settings.few_keys, FEW_GOAL), (settings.keys, MANY_GOAL)]
    measure = lone_gateways if has_gateway() else whole_programs
    rows = [Row("start", f"{name}, {keys:,} keys", statistics.median(seconds), "s", goal,
                f"{min(seconds):.2f} to {max(seconds):.2f} s in {len(seconds)} starts")
            for keys, goal, name, seconds in measure(bench, counts)]
    bench.results.put("start", rows)


def lone_gateways(bench, counts):
    """With `./ostiary gateway` on PostgreSQL."""
    note("starting PostgreSQL")
    names = [f"keys_{keys}" for keys, _ in counts]
    with Process(*java.command(java.PACKAGE + "LocalPostgres", *names, flags=["-Xmx256m"])) as server:
        port = server.await_line("ready")["port"]
        for (keys, goal), name in zip(counts, names):
            server_url = f"127.0.0.1:{port}/{name}"
            bench.seed.into(f"jdbc:postgresql://{server_url}", keys)
            seconds = []
            for _ in range(bench.settings.starts):
                seconds.append(start_gateway(bench, f"postgresql://postgres@{server_url}"))
                note(f"lone gateway with {keys} keys: ready after {seconds[-1]:.2f} s")
            yield keys, goal, "lone gateway on PostgreSQL, start to ready", seconds
        server.finish()


def start_gateway(bench, database):
    environment = {**os.environ, "OSTIARY_DATABASE_PASSWORD": ostiary.DATABASE_PASSWORD}
    with open(bench.work / "gateway.err", "ab") as errors:
        process, _, seconds = ostiary.start("gateway", "--database", database, "--master-key",
                                            bench.seed.data / "master.key", env=environment, stderr=errors)
    process.stop()
    return seconds


def whole_programs(bench, counts):
    """With `./ostiary up` on SQLite, control plane and all, while there is no lone gateway."""
    for keys, goal in counts:
        seed = bench.seed if keys == bench.settings.keys else (
            ostiary.Seed(bench.work, f"keys-{keys}").make(keys, keys))
        seconds = []
        for _ in range(bench.settings.starts):
            server = ostiary.Server(seed.data)
            seconds.append(server.seconds_to_ready)
            server.stop()
            note(f"./ostiary up with {keys} keys: ready after {seconds[-1]:.2f} s")
        yield keys, None, "./ostiary up on SQLite, start to ready", seconds
