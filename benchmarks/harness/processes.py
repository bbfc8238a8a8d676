"""Processes that are measured or measure, and what /proc says of them."""

import atexit
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time

TICK_MICROS = 1_000_000 // os.sysconf("SC_CLK_TCK")
_running = []


def note(text):
    """Tells of progress."""
    print(f"  {text}", file=sys.stderr, flush=True)


class Process:
    """A child of ours, which does not outlive us."""

    def __init__(self, *command, **options):
        self.errors = getattr(options.get("stderr"), "name", None)
        self.name = pathlib.Path(str(command[0])).name
        # A session of its own: Ctrl-C comes to us alone, and children end in order.
        self.popen = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      text=True, start_new_session=True, **options)
        _running.append(self)

    @property
    def pid(self):
        return self.popen.pid

    def await_line(self, word):
        """The next line of output that begins with the word, as a dictionary of its name=value parts."""
        for line in self.popen.stdout:
            if line.split(" ", 1)[0].strip() == word:
                return dict(part.split("=", 1) for part in line.split()[1:])
        said = "" if self.errors is None else "\n" + pathlib.Path(self.errors).read_text()[-2000:]
        sys.exit(f"{self.name} ended with {self.popen.wait()} and did not say '{word}'{said}")

    def say(self, text=""):
        """Writes a line to its standard input."""
        self.popen.stdin.write(text + "\n")
        self.popen.stdin.flush()

    def stop(self):
        """Ends it, with everything it started."""
        if self in _running:
            _running.remove(self)
        self.popen.stdin.close()
        if self.popen.poll() is None:
            self.popen.terminate()
        try:
            self.popen.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self.popen.wait()
        self.popen.stdout.close()

    def finish(self):
        """Closes its standard input, which asks it to end by itself, and waits."""
        _running.remove(self)
        self.popen.stdin.close()
        self.popen.wait(60)
        self.popen.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self in _running:
            self.stop()


def stop_all():
    for process in reversed(list(_running)):
        process.stop()


def end_with_children():
    """Lets no child outlive us, however we end (short of SIGKILL)."""
    atexit.register(stop_all)
    signal.signal(signal.SIGINT, lambda *_: sys.exit(130))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def output(*command, **options):
    """What a command prints; it must end well."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_port(port, name):
    """Waits until somebody listens."""
    for _ in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"{name} does not listen on port {port}")


def processor_micros(pid):
    """Processor time of a process so far, its own and the kernel's for it."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK_MICROS


def machine_micros():
    """Processor time of the whole machine so far, interrupts included, waiting not."""
    fields = [int(field) for field in pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    user, nice, system, _, _, interrupts, soft_interrupts = fields[:7]
    return (user + nice + system + interrupts + soft_interrupts) * TICK_MICROS


def resident_bytes(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) * 1024


def child_of(pid):
    """The first child of a process."""
    for _ in range(100):
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children:
            return int(children[0])
        time.sleep(0.05)
    sys.exit(f"process {pid} has no child")
