"""keras 3 on jax, in float64; of tf.keras too, whose optimizers these are."""

import os

os.environ["KERAS_BACKEND"] = "jax"

import jax  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
from jax import numpy as jnp  # noqa: E402

from on_jax import LOSSES  # noqa: E402
from run import Run, hyper  # noqa: E402

optimizers = keras.optimizers
NAMES = {"lr": "learning_rate", "eps": "epsilon", "alpha": "rho"}


def of(make, **given):
    def run(problem, options, x0):
        keras.config.set_floatx(str(x0.dtype))
        betas = {f"beta_{i + 1}": beta for i, beta in enumerate(options.pop("betas", []))}
        options.pop("variant", None)
        theirs = {NAMES.get(name, name): value for name, value in options.items()}
        optimizer = make(**betas, **theirs, **given)
        x = keras.Variable(x0, dtype=str(x0.dtype))
        gradient = jax.jit(jax.grad(lambda x: LOSSES[problem](x, jnp)))
        while True:
            optimizer.apply([gradient(x.value)], [x])
            yield np.array(x.value)

    return run


def nadam(momentum_decay, **options):
    return optimizers.Nadam(**options)


RUNS = [
    Run("sgd", of(optimizers.SGD), where=lambda options: "weight_decay" not in options),
    Run("adam", of(optimizers.Adam), where=hyper(variant="keras")),
    Run("adamw", of(optimizers.AdamW), where=hyper(variant="keras")),
    Run("adamax", of(optimizers.Adamax), where=hyper(variant="tf")),
    Run("adagrad", of(optimizers.Adagrad), where=hyper(variant="tf")),
    Run("rmsprop", of(optimizers.RMSprop), where=hyper(variant="tf")),
    Run("adadelta", of(optimizers.Adadelta)),
    Run("lion", of(optimizers.Lion), where=hyper(weight_decay=None)),
    Run("nadam", of(nadam), where=hyper(variant="documented", momentum_decay=1.0)),
    Run(
        "adam",
        of(optimizers.Adam),
        where=hyper(variant=None, weight_decay=None),
        differs="ε is added to the root before its bias correction",
    ),
]
