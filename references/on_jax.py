"""Runs an optimizer of optax's interface."""

import jax
import optax

jax.config.update("jax_enable_x64", True)

from jax import numpy as jnp  # noqa: E402

from problems import LOSSES  # noqa: E402


def trajectory(problem, x0, transform, *, shape=None, point=None):
    """Yields x, or `point(x, state)`, after each update."""

    def loss(x):
        return LOSSES[problem](x.reshape(-1), jnp)

    @jax.jit
    def step(x, state):
        value, grad = jax.value_and_grad(loss)(x)
        extra = {"value": value, "grad": grad, "value_fn": loss}
        updates, state = optax.with_extra_args_support(transform).update(grad, state, x, **extra)
        return optax.apply_updates(x, updates), state

    x = jnp.asarray(x0).reshape(shape or (-1,))
    state = transform.init(x)
    while True:
        x, state = step(x, state)
        yield jnp.ravel(point(x, state) if point else x)


def of(make, renamed=None, **settings):
    """A run of `make(**hyperparameters)`: torch's names become optax's, or those in `renamed` (None leaves one out)."""
    names = {"lr": "learning_rate", "variant": None, **(renamed or {})}

    def run(problem, options, x0):
        shape = options.pop("shape", None)
        betas = {f"b{i + 1}": beta for i, beta in enumerate(options.pop("betas", []))}
        theirs = {names.get(name, name): value for name, value in options.items()}
        theirs.pop(None, None)
        return trajectory(problem, x0, make(**betas, **theirs), shape=shape, **settings)

    return run
