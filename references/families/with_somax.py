"""somax, the library of EGN's authors, in float64."""

import jax
import somax
from jax import numpy as jnp

from on_jax import LOSSES  # noqa: F401  turns float64 on
from problems import CLASSES, INPUTS, RESIDUALS
from run import Run, hyper


def logits(params, inputs):
    w = params["x"]
    return jnp.tanh(inputs @ w[:32].reshape(4, 8) + w[32:40]) @ w[40:64].reshape(8, 3) + w[64:]


def steps(method, batch, x0):
    params = {"x": jnp.asarray(x0)}
    state = method.init(params)
    step = jax.jit(method.step)
    while True:
        params, state, _ = step(params, batch, state, jax.random.PRNGKey(0))
        yield params["x"]


def of(squares, entropy, renamed, **given):
    """On P4 by its cross-entropy, else by the mean of squared residuals."""

    def run(problem, options, x0):
        theirs = {renamed.get(name, name): value for name, value in options.items() if renamed.get(name, name)}
        theirs |= {"lam_kwargs": {"dtype": x0.dtype}, **given}
        if problem == "P4":
            batch = {"x": jnp.asarray(INPUTS), "y": jnp.asarray(CLASSES)}
            return steps(entropy(predict_fn=logits, **theirs), batch, x0)
        count = len(RESIDUALS[problem](jnp.asarray(x0), jnp))
        batch = {"x": jnp.zeros((count, 1)), "y": jnp.zeros(count)}
        return steps(squares(predict_fn=lambda params, _: RESIDUALS[problem](params["x"], jnp), **theirs), batch, x0)

    return run


SGN = {"lr": "learning_rate", "damping": "lam0", "tolerance": "tol", "max_iterations": "maxiter"}
RUNS = [
    # Its conjugate gradients start anew after every ten iterations, unless told not to.
    Run("sgn", of(somax.sgn_mse, somax.sgn_ce, SGN, stabilise_every=0)),
    Run("egn", of(somax.egn_mse, somax.egn_ce, {"loss": None}), where=hyper(loss="mse")),
]
