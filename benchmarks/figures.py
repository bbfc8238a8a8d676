#!/usr/bin/env python3
"""Measures a built Ostiary as a whole process: start, memory, creation of keys, and how soon a revoked key is refused.

    benchmarks/figures.py [--keys 100000] [--starts 5] [--revocations 100] [--clients 8]

Needs python3 and a built distribution (./ostiary --version builds it). Everything runs on loopback, on free ports, in a
temporary folder. Figures are of this machine: compare them with others of the same run only.
"""

import argparse
import http.client
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Server:
    """A running `./ostiary up`."""

    def __init__(self, data, *options):
        started = time.monotonic()
        self.process = subprocess.Popen(
            [ROOT / "ostiary", "up", "--data", data, "--port", "0", "--control-port", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.setup = None
        for line in self.process.stdout:
            found = re.search(r"setup\?token=(\S+)", line)
            self.setup = found.group(1) if found else self.setup
            if line.startswith("ready "):
                break
        else:
            sys.exit("the server did not start")
        self.seconds_to_ready = time.monotonic() - started
        words = dict(word.split("=", 1) for word in line.split()[1:])
        self.gateway, self.control = urlsplit(words["gateway"]), urlsplit(words["control"])
        self.key = json.loads((pathlib.Path(data) / "profile.json").read_text())["key"]

    def resident_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def stop(self):
        self.process.terminate()
        code = self.process.wait(60)
        if code != 0:
            sys.exit(f"the server ended with {code}")


class Api:
    """A connection to the REST API."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection(server.control.netloc)
        self.headers = {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"}

    def post(self, path, body=None):
        payload = None if body is None else json.dumps(body)
        self.connection.request("POST", "/api/v1/organizations/default/" + path, payload, self.headers)
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        if response.status >= 300:
            sys.exit(f"{path}: {answer}")
        return answer

    def create_key(self, name):
        return self.post("keys", {"name": name, "agent": "echo", "environment": "development"})


def create_keys(server, count, clients):
    """Creates keys with several clients at once; answers keys a second."""
    done = [0]
    lock = threading.Lock()

    def work(client):
        api = Api(server)
        for number in range(client, count, clients):
            api.create_key(f"key {number}")
            with lock:
                done[0] += 1
                if done[0] % max(1, count // 20) == 0:
                    print(f"  {done[0]} of {count} keys", file=sys.stderr, flush=True)

    started = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(work, range(clients)))
    return count / (time.monotonic() - started)


def measure_revocations(server, rounds, clients):
    """Revokes keys while clients call with them. For each round: the milliseconds the revoke call took, and how many
    requests that began after its answer were still let in."""
    api = Api(server)
    milliseconds, late = [], []
    for number in range(rounds):
        key = api.create_key(f"revoked {number}")
        state = {"answered": None, "late": 0, "calls": 0}
        ready = threading.Barrier(clients + 1)

        def call(key=key, state=state, ready=ready):
            connection = http.client.HTTPConnection(server.gateway.netloc)
            status, refused, first = 200, 0, True
            while refused < 3:
                began = time.monotonic()
                connection.request("GET", "/default/development/echo/", headers={"X-API-Key": key["secret"]})
                response = connection.getresponse()
                response.read()
                status = response.status
                state["calls"] += 1
                refused += status == 401
                answered = state["answered"]
                if status == 200 and answered is not None and began > answered:
                    state["late"] += 1
                if first:
                    first = False
                    ready.wait()
            connection.close()

        threads = [threading.Thread(target=call) for _ in range(clients)]
        for thread in threads:
            thread.start()
        ready.wait()
        began = time.monotonic()
        api.post(f"keys/{key['id']}/revoke")
        state["answered"] = time.monotonic()
        milliseconds.append((state["answered"] - began) * 1000)
        for thread in threads:
            thread.join()
        late.append(state["late"])
    return milliseconds, sum(late)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=100_000)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--revocations", type=int, default=100)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        starts = []
        for number in range(options.starts):
            server = Server(f"{folder}/start-{number}")
            starts.append(server.seconds_to_ready)
            server.stop()
        print(f"first start to ready       median {statistics.median(starts):.2f} s  (min {min(starts):.2f}, max {max(starts):.2f})")

        data = f"{folder}/data"
        server = Server(data)
        time.sleep(5)
        print(f"resident, idle             {server.resident_mib()} MiB")
        rate = create_keys(server, options.keys, options.clients)
        print(f"keys created a second      {rate:.0f}  ({options.clients} clients)")
        print(f"resident, {options.keys} keys     {server.resident_mib()} MiB, right after creating them")
        taken, late = measure_revocations(server, options.revocations, options.clients)
        taken.sort()
        print(f"revoke call under load     p50 {taken[len(taken) // 2]:.1f} ms  max {taken[-1]:.1f} ms  ({options.revocations} keys)")
        print(f"let in after the answer    {late} requests")
        server.stop()
        server = Server(data)
        print(f"start with {options.keys} keys    {server.seconds_to_ready:.2f} s")
        time.sleep(5)
        print(f"resident, {options.keys} keys     {server.resident_mib()} MiB, after a restart")
        server.stop()


if __name__ == "__main__":
    main()
