"""jaxopt's proximal gradient, plain (ISTA) and accelerated (FISTA), with a fixed step size."""

import jax
import jaxopt
from jax import numpy as jnp

from on_jax import LOSSES
from run import Run


def proximal(problem, options, x0):
    solver = jaxopt.ProximalGradient(
        fun=lambda x: LOSSES[problem](x, jnp),
        prox=jaxopt.prox.prox_lasso,
        stepsize=options["lr"],
        acceleration=options["accelerated"],
    )
    x = jnp.asarray(x0)
    state = solver.init_state(x, options["l1"])
    update = jax.jit(solver.update)
    while True:
        x, state = update(x, state, options["l1"])
        yield x


RUNS = [Run("proximal_gradient", proximal)]
