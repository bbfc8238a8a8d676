"""Ostiary as it is shipped, and the folder of keys it starts with."""

import http.client
import json
import os
import pathlib
import re
import sys
import time
from urllib.parse import urlsplit

from harness import java
from harness.peers import Proxy
from harness.processes import Process, free_port, note, output
from harness.settings import ROOT

COMMAND = ROOT / "ostiary"
# Of the database that the measurements start for themselves.
DATABASE_PASSWORD = "postgres"
# Wrong keys are counted as ever, but the load is not held back by it: all of it comes from one address.
FAILURE_LIMIT = 10_000_000


def build():
    """Builds the program if need be."""
    return output(COMMAND, "--version").strip()


def start(subcommand, *options, **more):
    """Starts a server on free ports, of which later versions may have more."""
    ports = sorted(set(re.findall(r"--[a-z-]*\bport\b", output(COMMAND, subcommand, "--help"))) - {"--tls-port"})
    zeros = [text for port in ports for text in (port, "0")]
    started = time.monotonic()
    process = Process(COMMAND, subcommand, *options, *zeros, **more)
    ready = process.await_line("ready")
    return process, ready, time.monotonic() - started


class Server:
    """A running `./ostiary up`.

    event_loops: 0 for the program's own choice
    """

    def __init__(self, data, java_options="", event_loops=0):
        self.data = pathlib.Path(data)
        environment = {**os.environ, "OSTIARY_JAVA_OPTS": f"{os.environ.get('OSTIARY_JAVA_OPTS', '')} {java_options}"}
        self.errors = open(self.data.parent / f"{self.data.name}.err", "ab")
        loops = ["--event-loops", str(event_loops)] if event_loops else []
        self.process, ready, self.seconds_to_ready = start(
            "up", "--data", self.data, "--failure-limit", str(FAILURE_LIMIT), *loops, env=environment,
            stderr=self.errors)
        self.gateway, self.control = urlsplit(ready["gateway"]), urlsplit(ready["control"])
        self.key = json.loads((self.data / "profile.json").read_text())["key"]

    @property
    def pid(self):
        return self.process.pid

    def proxy(self):
        return Proxy("ostiary", self.gateway.port, self.pid, "/default/production/door/",
                     "/default/production/stream/events", self.process)

    def post(self, path, body=None):
        """Asks the REST API."""
        connection = http.client.HTTPConnection(self.control.netloc)
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        connection.request("POST", f"/api/v1/organizations/default/{path}",
                           None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
        connection.close()
        if response.status >= 300:
            sys.exit(f"POST {path}: {answer}")
        return answer

    def heap_bytes(self):
        """What the heap holds after a full collection."""
        jcmd = java.jdk() / "bin/jcmd"
        output(jcmd, self.pid, "GC.run")
        info = output(jcmd, self.pid, "GC.heap_info")
        return int(re.search(r"used (\d+)K", info)[1]) * 1024

    def stop(self):
        self.process.stop()
        self.errors.close()


class Seed:
    """A data folder with agents deployed, and with as many keys as are asked for."""

    def __init__(self, work, name):
        self.folder = work / name
        self.data = self.folder / "data"
        self.note = self.folder / "seed.json"
        self.secrets_file = self.folder / "secrets"

    @property
    def is_there(self):
        return self.note.exists()

    def load(self):
        self.__dict__.update(json.loads(self.note.read_text()))
        return self

    def make(self, keys, samples):
        """Makes it, or takes the one that is there."""
        if self.is_there and self.load().keys == keys:
            return self
        note(f"making a data folder of {keys} keys")
        self.folder.mkdir(parents=True, exist_ok=True)
        upstreams = {"upstream": free_port(), "events": free_port()}
        server = Server(self.data)
        for agent, port in (("door", upstreams["upstream"]), ("stream", upstreams["events"])):
            upstream = f"http://127.0.0.1:{port}"
            server.post("agents", {"slug": agent, "name": agent, "kind": "api", "upstream": upstream})
            server.post(f"agents/{agent}/deployments", {"environment": "production", "keySecurity": True})
        # What this key is, all the others are: limits and scopes that all shall have belong here.
        template = server.post("keys", {"name": "template", "expiresAt": None})
        switched = server.post("keys", {"name": "switched", "expiresAt": None})
        server.stop()
        started = time.monotonic()
        seeded = java.run("SeedKeys", data=self.data, template=template["id"], keys=keys, samples=samples,
                          secrets=self.secrets_file)
        note(f"{keys} keys in {time.monotonic() - started:.0f} s")
        self.note.write_text(json.dumps({"keys": keys, "upstreams": upstreams, "template": template["id"],
                                         "switched": switched["id"], "secret": seeded["secret"],
                                         "unknown": seeded["unknown"]}))
        return self.load()

    def into(self, database, keys):
        """Copies everything but the keys into an empty PostgreSQL database, and makes keys there."""
        started = time.monotonic()
        java.run("SeedKeys", data=self.data, template=self.template, keys=keys, samples=1,
                 secrets=self.folder / "postgres-secrets", database=database, user="postgres", password=DATABASE_PASSWORD)
        note(f"{keys} keys in {time.monotonic() - started:.0f} s into PostgreSQL")
