"""Adds entries to the stored files; what is there stays as it is."""

import json
from importlib.metadata import version

import numpy as np

from entries import NEW
from families import RUNS
from problems import LOSSES, STARTS
from run import ONE_ROUNDING, SHAKE, STEPS, STORED, points, read, shake


def run_of(file, package, options):
    for run in RUNS[package]:
        if run.file == file and run.where(options) and not run.differs:
            return run
    raise SystemExit(f"No run of {package} makes {file} {options}.")


def entry(run, problem, options):
    """With how far one rounding of x0 takes the run, and how far float32 does."""
    x0 = STARTS[problem]
    bare = {"problem": problem, "hyperparameters": options, "x0": x0.tolist()}
    ours = points(run, bare)
    single = points(run, bare, x0=x0.astype(np.float32))
    beside = points(run, bare, x0=x0 + ONE_ROUNDING * (1 + np.abs(x0)))
    shaken = [ours[k] + (x - ours[k]) * (ONE_ROUNDING / SHAKE) for k, x in enumerate(points(run, bare, x0=shake(x0)))]

    def strays(*others):
        return {str(k): max(float(np.abs(ours[k - 1] - other[k - 1]).max()) for other in others) for k in STEPS}

    def loss(x):
        return float(LOSSES[problem](np.asarray(x), np))

    return {
        **bare,
        "loss0": loss(x0),
        "checkpoints": [
            {"step": step, "x": np.asarray(ours[step - 1]).tolist(), "loss": loss(ours[step - 1])} for step in STEPS
        ],
        "float32_max_abs_dev": strays(single),
        "float64_sensitivity": strays(beside, shaken),
    }


def write_new():
    for file, by_package in NEW.items():
        stored = read(file) or {"algorithm": file, "reference_kind": "package", "dtype": "float64", "problems": []}
        known = [(one["problem"], one["hyperparameters"]) for one in stored["problems"]]
        for package, wanted in by_package.items():
            for problem, options in wanted:
                if (problem, options) in known:
                    continue
                made = entry(run_of(file, package, options), problem, options)
                made["by"] = f"{package} {version(package)}"
                stored["problems"].append(made)
                print(f"{file}: {problem} {options} by {made['by']}")
        (STORED / f"{file}.json").write_text(json.dumps(stored, separators=(",", ":")))
