"""The table of figures and goals, and the file they are kept in."""

import dataclasses
import datetime
import json
import os
import pathlib
import platform
import re
import subprocess

from harness import java


@dataclasses.dataclass
class Row:
    """One figure. Without a goal it is for information."""

    part: str
    figure: str
    measured: float
    unit: str = ""
    goal: float = None
    remark: str = ""

    @property
    def verdict(self):
        if self.goal is None:
            return ""
        return "met" if self.measured <= self.goal else "missed"


class Results:
    """Figures by part: a part that is measured again replaces its own."""

    def __init__(self, settings):
        self.file = settings.results
        self.parts = json.loads(self.file.read_text())["parts"] if self.file.exists() else {}

    def put(self, part, rows, samples=None):
        """Keeps what a part has found.

        rows: of the table; samples: medians by scenario and proxy, as they are drawn.
        """
        self.parts[part] = {"measured": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                            "machine": machine(),
                            "rows": [{**dataclasses.asdict(row), "verdict": row.verdict} for row in rows]}
        if samples:
            self.parts[part]["samples"] = samples
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps({"parts": self.parts}, indent=2) + "\n")

    def rows(self, parts):
        return [Row(**{name: value for name, value in row.items() if name != "verdict"})
                for part in parts if part in self.parts for row in self.parts[part]["rows"]]

    def samples(self, part):
        return self.parts.get(part, {}).get("samples", {})


def machine():
    """What figures are of, in one line."""
    model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    release = (java.jdk() / "release").read_text()
    return ", ".join([
        f"{os.cpu_count()} x {model[1] if model else platform.machine()}", f"Linux {platform.release().split('-')[0]}",
        f"JDK {re.search('JAVA_VERSION=.(.*?).$', release, re.M)[1]}", _version("nginx", "-v"), _version("haproxy", "-v")])


def _version(program, option):
    try:
        done = subprocess.run([program, option], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return f"no {program}"
    return f"{program} {re.search(r'[0-9]+[.][0-9]+[.][0-9]+', done.stdout + done.stderr)[0]}"


def number(value):
    """Three digits that count."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(rows):
    """Lines of text."""
    cells = [("figure", "goal", "measured", "verdict", "")]
    for row in rows:
        unit = f" {row.unit}" if row.unit else ""
        cells.append((row.figure, "" if row.goal is None else f"<= {row.goal:g}{unit}", number(row.measured) + unit,
                      row.verdict, row.remark))
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip() for line in cells)
