#!/usr/bin/env python3
"""Measures a built Ostiary with a full registry: the import of many keys, how long list and search take, how many keys a
second can be made beside them, the console's pages, and the audit trail.

    benchmarks/registry.py [--keys 1000000] [--calls 200] [--events 0] [--database URL | --postgres FOLDER]

Needs python3 and a built distribution (./ostiary --version builds it). Everything runs on loopback, on free ports, in a
temporary folder; --database measures on a PostgreSQL database, which has to be empty, and --postgres on a server of its own,
with the settings it comes with, run from PostgreSQL's programs in FOLDER/bin. The answers are read whole. --events writes so
many more events by way of the API before the trail is verified, about a thousand a second.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from figures import ROOT, Api, Server, create_keys

TEAMS = ["support", "billing", "research", "platform", "growth"]
LISTS = {
    "newest first": lambda number: "",
    "by name": lambda number: "&sort=name",
    "by last use": lambda number: "&sort=last_used",
    "by expiry": lambda number: "&sort=expiry",
    "status active": lambda number: "&status=active",
    "one label": lambda number: f"&label=team%3D{TEAMS[number % 5]}",
    "rare label": lambda number: f"&label=tier%3D{number}",
    "word, one key": lambda number: f"&search={number}",
    "word, 1 in 5": lambda number: f"&search={TEAMS[number % 5]}",
    "two words": lambda number: f"&search={quote(f'{TEAMS[number % 5]} {number}')}",
    "words, by name": lambda number: f"&search={TEAMS[number % 5]}&sort=name",
    "nothing found": lambda number: f"&search=zz{number}",
}


class Postgres:
    """A PostgreSQL server of its own, with an empty database."""

    def __init__(self, programs, folder):
        # It will not run as root.
        self.prefix = ["unshare", "-U"] if os.geteuid() == 0 else []
        self.programs, self.data = f"{programs}/bin", f"{folder}/postgresql"
        password = f"{folder}/password"
        with open(password, "w") as file:
            file.write("registry")
        self.run("initdb", "-U", "registry", "-A", "scram-sha-256", f"--pwfile={password}", "-D", self.data)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-l", f"{folder}/postgresql.log",
                 "-o", f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}")
        self.url = f"postgresql://registry@127.0.0.1:{port}/postgres"
        os.environ["OSTIARY_DATABASE_PASSWORD"] = "registry"

    def run(self, program, *arguments):
        done = subprocess.run([*self.prefix, f"{self.programs}/{program}", *arguments], stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            sys.exit(f"{program} ended with {done.returncode}")

    def stop(self):
        self.run("pg_ctl", "stop", "-m", "fast", "-D", self.data)


def write_keys(path, count):
    with open(path, "w") as file:
        file.write("name,sha256,labels\n")
        for number in range(count):
            digest = hashlib.sha256(f"registry {number}".encode()).hexdigest()
            file.write(f"agent key {number},{digest},team={TEAMS[number % 5]};tier={number // 20}\n")


def import_keys(path, data):
    began = time.monotonic()
    done = subprocess.run([ROOT / "ostiary", "keys", "import", path, "--data", data, "--quiet"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return time.monotonic() - began


def get(api, path):
    api.connection.request("GET", ("/api/v1/organizations/default/" + path).rstrip("/"), headers=api.headers)
    response = api.connection.getresponse()
    answer = json.loads(response.read())
    if response.status != 200:
        sys.exit(f"{path}: {answer}")
    return answer


def measure_lists(server, keys, calls):
    api = Api(server)
    choose = random.Random(7)
    for name, query in LISTS.items():
        taken = []
        for _ in range(calls):
            path = "keys?limit=50" + query(choose.randrange(max(1, keys // 20)))
            began = time.monotonic()
            get(api, path)
            taken.append((time.monotonic() - began) * 1000)
        print_times(name, taken)


def measure_pages(server, pages):
    """Walks on from page to page, which must cost the same far in as at the beginning."""
    api, cursor, taken = Api(server), "", []
    for _ in range(pages):
        began = time.monotonic()
        answer = get(api, "keys?limit=50" + (f"&cursor={quote(cursor)}" if cursor else ""))
        taken.append((time.monotonic() - began) * 1000)
        cursor = answer.get("nextCursor") or ""
        if not cursor:
            break
    print_times(f"{len(taken)} pages in turn", taken)


def measure_console(server, keys, calls):
    """The console's pages with lists of keys, as somebody sees them who is signed in."""
    console = http.client.HTTPConnection(server.control.netloc)
    console.request("POST", "/api/v1/setup", json.dumps(
        {"token": server.setup, "email": "ada@example.com", "name": "Ada", "password": "correct horse battery staple"}),
        {"Content-Type": "application/json"})
    response = console.getresponse()
    answer = response.read()
    if response.status >= 300:
        sys.exit(answer)
    headers = {"Cookie": response.getheader("Set-Cookie").split(";")[0]}
    organization = get(Api(server), "")["id"]
    choose = random.Random(7)

    def page(name, path):
        taken = []
        for _ in range(calls):
            began = time.monotonic()
            console.request("GET", f"/org/{organization}" + path(choose.randrange(max(1, keys // 20))), headers=headers)
            response = console.getresponse()
            body = response.read()
            taken.append((time.monotonic() - began) * 1000)
            if response.status != 200:
                sys.exit(body)
        print_times("page " + name, taken)

    for name in ("newest first", "by name", "by last use", "word, one key", "word, 1 in 5", "two words", "nothing found"):
        page(name, lambda number, query=LISTS[name]: "/settings/api-keys?" + query(number).removeprefix("&"))
    page("Home", lambda _: "")
    page("Usage", lambda _: "/usage")


def print_times(name, taken):
    taken.sort()
    print(f"  {name:20} p50 {statistics.median(taken):7.1f} ms   p95 {taken[int(len(taken) * 0.95)]:7.1f} ms   "
          f"max {taken[-1]:7.1f} ms", flush=True)


def write_events(server, count):
    """Each edit of a key is an event."""
    ids = [key["id"] for key in get(Api(server), "keys?limit=100")["items"]]

    def work(client):
        api = Api(server)
        for number in range(client, count, 8):
            api.connection.request(
                "PATCH", f"/api/v1/organizations/default/keys/{ids[number % len(ids)]}",
                json.dumps({"description": f"event {number}"}), api.headers)
            response = api.connection.getresponse()
            body = response.read()
            if response.status != 200:
                sys.exit(body)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=1_000_000)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--events", type=int, default=0)
    parser.add_argument("--created", type=int, default=5000)
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--database")
    place.add_argument("--postgres")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        postgres = Postgres(options.postgres, folder) if options.postgres else None
        try:
            measure(options, folder, postgres.url if postgres else options.database)
        finally:
            if postgres:
                postgres.stop()


def measure(options, folder, database):
    data, file = f"{folder}/data", f"{folder}/keys.csv"
    write_keys(file, options.keys)
    more = ["--database", database] if database else []
    server = Server(data, *more)
    seconds = import_keys(file, data)
    print(f"import of {options.keys} keys  {seconds:.1f} s", flush=True)
    measure_lists(server, options.keys, options.calls)
    measure_pages(server, options.calls)
    measure_console(server, options.keys, options.calls)
    print(f"created a second        {create_keys(server, options.created, 8):.0f}  (8 clients)", flush=True)
    if options.events:
        began = time.monotonic()
        write_events(server, options.events)
        print(f"edits a second          {options.events / (time.monotonic() - began):.0f}  (8 clients)")
    began = time.monotonic()
    subprocess.run([ROOT / "ostiary", "audit", "verify", "--data", data], check=True)
    print(f"audit verify            {time.monotonic() - began:.1f} s")
    print(f"resident                {server.resident_mib()} MiB")
    server.stop()
    server = Server(data, *more)
    print(f"start to ready          {server.seconds_to_ready:.2f} s")
    time.sleep(5)
    print(f"resident after restart  {server.resident_mib()} MiB")
    server.stop()


if __name__ == "__main__":
    main()
