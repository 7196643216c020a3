"""What a run of a package is, and how it is held against a stored trajectory."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

STORED = Path(__file__).parent.parent / "packages/optimizers/src/fixtures/reference"
STEPS = [1, 2, 3, 5, 10, 20, 50, 100, 200]
ONE_ROUNDING = 4.5e-16
SHAKE = 1e-13


@dataclass(frozen=True)
class Run:
    """A package's optimizer on the entries of a stored file.

    `trajectory(problem, hyperparameters, x0)` yields the parameters after each update; `where` chooses entries by their
    hyperparameters; `differs` says why the package goes elsewhere, which then must be seen.
    """

    file: str
    trajectory: Callable
    where: Callable = lambda options: True
    differs: str = ""
    tolerance: float = 1e-9


def hyper(**wanted):
    """Chooses entries that have these hyperparameters; None: that lack one."""
    return lambda options: all(options.get(name) == value for name, value in wanted.items())


def read(file):
    path = STORED / f"{file}.json"
    return json.loads(path.read_text()) if path.exists() else None


def shake(x0):
    """A start beside x0, by more than a rounding, so that what grows is seen."""
    return x0 * (1 + SHAKE * np.sin(1 + np.arange(len(x0))))


def points(run, entry, steps=200, x0=None):
    """Parameters after 1, 2, … `steps` updates."""
    start = np.array(entry["x0"] if x0 is None else x0)
    return list(islice(run.trajectory(entry["problem"], dict(entry["hyperparameters"]), start), steps))


@dataclass(frozen=True)
class Followed:
    """How a run went along with a stored entry: its distance in 1 + |x| and in tolerances, up to the step `last`."""

    entry: dict
    away: float
    tolerances: float
    last: int


def follow(run, entry):
    """Compares as long as 100 roundings stay below 1e-6 (1 + |x|), and allows for them.

    What one rounding does is both what the file says and what the package's own run shows that starts beside x0.
    """
    start = np.array(entry["x0"])
    ours = points(run, entry)
    beside = points(run, entry, x0=shake(start))
    away, tolerances, last = 0.0, 0.0, 0
    for checkpoint in entry["checkpoints"]:
        step, x = checkpoint["step"], np.array(checkpoint["x"])
        stored = entry.get("float64_sensitivity", {}).get(str(step), 0)
        if stored is None:
            break
        rounding = max(stored, float(np.abs(ours[step - 1] - beside[step - 1]).max()) / SHAKE * ONE_ROUNDING)
        if not 100 * rounding <= 1e-6:
            break
        distance, scale = np.nan_to_num(np.abs(ours[step - 1] - x), nan=np.inf), 1 + np.abs(x)
        away = max(away, float((distance / scale).max()))
        tolerances = max(tolerances, float((distance / (run.tolerance * scale + 100 * rounding)).max()))
        last = step
    return Followed(entry, away, tolerances, last)


def entries_of(run):
    stored = read(run.file)
    return [] if stored is None else [one for one in stored["problems"] if run.where(one["hyperparameters"])]
