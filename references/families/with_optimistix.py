"""optimistix's Levenberg-Marquardt direction, with the damping of arXiv:1703.07461 in place of its own.

Where |J' h| is at most 1e-10 the point stays, as the stored trajectories do.
"""

import jax
import lineax
import optimistix
from jax import numpy as jnp
from optimistix import FunctionInfo

from on_jax import LOSSES  # noqa: F401  turns float64 on
from problems import RESIDUALS
from run import Run


def levenberg_marquardt(problem, options, x0):
    descent = optimistix.DampedNewtonDescent(lineax.QR())
    eta, xi, omega = options["eta"], options["xi0"], options["omega0"]

    def residuals(x):
        return RESIDUALS[problem](x, jnp)

    @jax.jit
    def step(x, k):
        h = residuals(x)
        jacobian = lineax.JacobianLinearOperator(lambda x, _: residuals(x), x)
        slope = jnp.linalg.norm(jacobian.T.mv(h))
        falling = options["decay"] ** k
        damping = (
            jnp.maximum(xi * falling, options["xi_min"]) * jnp.linalg.norm(h) ** eta + omega * falling * slope**eta
        )
        model = FunctionInfo.ResidualJac(h, jacobian)
        direction, _ = descent.step(1 / damping, descent.query(x, model, descent.init(x, model)))
        return jnp.where(slope > 1e-10, x + direction, x)

    x, k = jnp.asarray(x0), 0
    while True:
        x, k = step(x, k), k + 1
        yield x


RUNS = [Run("levenberg_marquardt_hoelder", levenberg_marquardt)]
