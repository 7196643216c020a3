"""The problems of the reference trajectories, on the arrays of any library: `xp` is numpy, jax.numpy or torch."""

import numpy as np

ROWS = np.arange(1, 65)[:, None]
FEATURES = np.sin(0.7 * ROWS * np.arange(1, 9) + 0.3 * np.arange(1, 9))
SIGNS = np.where(FEATURES @ np.cos(np.arange(1, 9)) >= 0, 1.0, -1.0)
INPUTS = np.sin(0.9 * ROWS[:32] * np.arange(1, 5) + 0.5 * np.arange(1, 5))
CLASSES = np.argmax(INPUTS @ np.cos(1.7 * np.outer(np.arange(1, 5), np.arange(1, 4))), axis=1)


def constant(values, x, xp):
    return xp.asarray(np.asarray(values), dtype=x.dtype)


def quadratic(x, xp):
    curvatures, slopes = 10.0 ** (np.arange(10) / 3), np.sin(np.arange(1, 11))
    return (0.5 * constant(curvatures, x, xp) * x * x - constant(slopes, x, xp) * x).sum()


def rosenbrock(x, _):
    return (1 - x[0]) ** 2 + 100 * (x[1] - x[0] ** 2) ** 2


def logistic(w, xp):
    margins = constant(SIGNS, w, xp) * (constant(FEATURES, w, xp) @ w)
    return xp.log1p(xp.exp(-margins)).mean() + 0.5e-3 * (w * w).sum()


def network(w, xp):
    """Of 4, 8 tanh and 3 units, with the mean cross-entropy."""
    hidden = xp.tanh(constant(INPUTS, w, xp) @ w[:32].reshape(4, 8) + w[32:40])
    logits = hidden @ w[40:64].reshape(8, 3) + w[64:]
    chosen = (logits * constant(np.eye(3)[CLASSES], w, xp)).sum(1)
    return (xp.log(xp.exp(logits).sum(1)) - chosen).mean()


def rosenbrock_residuals(x, xp):
    return xp.stack([10 * (x[1] - x[0] ** 2), 1 - x[0]])


def powell_residuals(x, xp):
    return xp.stack([x[0] + 10 * x[1], 5**0.5 * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2, 10**0.5 * (x[0] - x[3]) ** 2])


LOSSES = {
    "P1": quadratic,
    "P2": rosenbrock,
    "P3": logistic,
    "P4": network,
    "P2R": lambda x, xp: 0.5 * (rosenbrock_residuals(x, xp) ** 2).mean(),
    "PowellSing": lambda x, xp: 0.5 * (powell_residuals(x, xp) ** 2).sum(),
}
RESIDUALS = {"P2": rosenbrock_residuals, "P2R": rosenbrock_residuals, "PowellSing": powell_residuals}
STARTS = {
    "P1": np.ones(10),
    "P2": np.array([-1.2, 1.0]),
    "P3": np.zeros(8),
    "P4": 0.5 * np.sin(1.3 * np.arange(1, 68)),
    "P2R": np.array([-1.2, 1.0]),
    "PowellSing": np.array([3.0, -1.0, 0.0, 1.0]),
}


def injected(count, draw, normal):
    """Random numbers that are a formula: draw `draw`, from 0."""
    i = np.arange(1, count + 1)
    phase = 12.9898 * i + 78.233 * (draw + 1) + 0.7391 * (i * i * (draw + 1))
    return 2**0.5 * np.sin(phase) if normal else np.where(np.sin(phase) >= 0, 1.0, -1.0)
