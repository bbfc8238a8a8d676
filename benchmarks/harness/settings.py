"""How much is measured."""

import dataclasses
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


@dataclasses.dataclass
class Settings:
    """Everything that is measured for a table."""

    quick: bool = False
    keys: int = 1_000_000
    samples: int = 100_000
    rounds: int = 5
    seconds: int = 4
    connections: int = 64
    starts: int = 5
    few_keys: int = 1000
    directories: tuple = (1_000_000, 10_000_000)
    decide_warm_ups: int = 5
    decide_iterations: int = 8
    streams: int = 1000
    event_interval_millis: int = 200
    idle: int = 10_000
    changes_a_second: int = 5
    # As many as nginx and HAProxy have workers; 0 is the program's own choice, one for each processor.
    event_loops: int = 1

    @staticmethod
    def quick_ones():
        """A check of the harness; its figures say little."""
        return Settings(quick=True, keys=20_000, samples=5000, rounds=1, seconds=1, starts=1,
                        directories=(10_000, 100_000), decide_warm_ups=1, decide_iterations=1, streams=100, idle=500)

    @property
    def results(self):
        return ROOT / "benchmarks" / ("target/quick" if self.quick else "") / "results.json"

    @property
    def drawings(self):
        return ROOT / ("benchmarks/target/quick" if self.quick else "docs")
