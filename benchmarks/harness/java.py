"""The Java half of the measurements."""

import os
import pathlib
import subprocess
import sys

from harness.processes import Process, note, output
from harness.settings import ROOT

MODULE = ROOT / "benchmarks"
CLASS_PATH = MODULE / "target" / "classpath"
PACKAGE = "dev.ostiary.benchmarks."
# What bears on memory and speed is the same as in ./ostiary.
SERVER_FLAGS = ["-XX:+UseCompactObjectHeaders", "-XX:+UseG1GC"]
QUIET_FLAGS = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]


def is_jdk_25(home):
    release = home / "release"
    return (home / "bin/javac").exists() and release.exists() and 'JAVA_VERSION="25' in release.read_text()


def jdk():
    """A JDK 25 in the usual places."""
    homes = [os.environ.get("JAVA_HOME", "/none"), *pathlib.Path("/usr/lib/jvm").glob("*"),
             *pathlib.Path("/opt").glob("*"), *(pathlib.Path.home() / ".sdkman/candidates/java").glob("*")]
    for home in map(pathlib.Path, homes):
        if is_jdk_25(home):
            return home
    sys.exit("no JDK 25 found; set JAVA_HOME to one")


def build():
    """Builds the module when a source is newer than its class path."""
    sources = [ROOT / "pom.xml", MODULE / "pom.xml", MODULE / "src", ROOT / "core/src/main", ROOT / "store/src/main"]
    files = [file for source in sources for file in ([source] if source.is_file() else source.rglob("*"))]
    if CLASS_PATH.exists() and all(file.stat().st_mtime < CLASS_PATH.stat().st_mtime for file in files):
        return
    note("building the benchmarks")
    command = ["mvn", "-B", "-ntp", "-q", "package", "-pl", "benchmarks", "-am", "-Dmaven.test.skip=true"]
    if subprocess.run(command, cwd=ROOT, env={**os.environ, "JAVA_HOME": str(jdk())}, stdout=sys.stderr).returncode:
        sys.exit("the build of the benchmarks failed")
    CLASS_PATH.touch()


def command(main_class, *arguments, flags=()):
    path = f"{MODULE / 'target/classes'}:{CLASS_PATH.read_text().strip()}"
    return [jdk() / "bin/java", *QUIET_FLAGS, *flags, "-cp", path, main_class, *arguments]


def options(given):
    """--name value for each."""
    return [text for name, value in given.items() for text in (f"--{name.replace('_', '-')}", str(value))]


def start(main_class, **given):
    """Starts a process that tells when it is ready."""
    return Process(*command(PACKAGE + main_class, *options(given), flags=["-Xmx1g", "-XX:+UseSerialGC"]))


def run(main_class, flags=("-Xmx1g", "-XX:+UseSerialGC"), **given):
    """The figures that a process prints in its last line."""
    lines = output(*command(PACKAGE + main_class, *options(given), flags=flags)).strip().split("\n")
    return dict(part.split("=", 1) for part in lines[-1].split()[1:])
