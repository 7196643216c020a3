"""Holds every run against the stored file."""

from dataclasses import dataclass
from importlib.metadata import version

from families import RUNS
from run import Run, entries_of, follow


@dataclass(frozen=True)
class Result:
    run: Run
    package: str
    followed: list

    @property
    def away(self):
        return max((one.away for one in self.followed), default=0.0)

    @property
    def agrees(self):
        return all(one.tolerances <= 1 for one in self.followed)

    @property
    def is_known(self):
        """Agrees where it is said to, and differs where that is said."""
        return any(one.last for one in self.followed) and self.agrees != bool(self.run.differs)


def check(files):
    results = []
    for package, runs in RUNS.items():
        for run in runs:
            if not files or run.file in files:
                followed = [follow(run, entry) for entry in entries_of(run)]
                results.append(Result(run, f"{package} {version(package)}", followed))
                say(results[-1])
    return results


def say(result):
    run, count = result.run, len(result.followed)
    what = "agrees" if result.agrees else "differs"
    reason = f": {run.differs}" if run.differs else ""
    print(f"{run.file}: {result.package} {what}, {count} entries, {result.away:.1e} away{reason}", flush=True)
    if result.is_known:
        return
    if run.differs and result.agrees:
        print("  NOT KNOWN: it is said to differ")
    for one in result.followed:
        if one.tolerances > 1 or one.last == 0:
            entry = f"{one.entry['problem']} {one.entry['hyperparameters']}"
            print(f"  NOT KNOWN: {entry}: {one.away:.1e} (1 + |x|) away up to step {one.last}")
    if count == 0:
        print("  NOT KNOWN: no stored entry is asked of it")
