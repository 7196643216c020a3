"""optax under jit, in float64."""

import optax
from optax import contrib

from on_jax import of, trajectory
from run import Run, hyper

BELIEF = {"weight_decouple": None, "weight_decay": None, "rectify": None}
ADAN = "the difference of gradients enters by 1 − β2 of its betas, 0.08; in the authors’ code by β2, 0.92"


def clipped(problem, options, x0):
    clip = optax.clip_by_global_norm(options["max_norm"])
    return trajectory(problem, x0, optax.chain(clip, optax.sgd(options["lr"])))


def normalized(problem, options, x0):
    """Its counts begin at 0, our steps at 1."""
    falling = options["schedule"] == "sqrt"
    rate = (lambda count: options["lr"] / (count + 1) ** 0.5) if falling else options["lr"]
    norm = optax.normalize_by_update_norm(eps=options["eps"])
    return trajectory(problem, x0, optax.chain(norm, optax.scale_by_learning_rate(rate)))


def decayed(make):
    """With torch's decay, which is added to the gradient."""
    return lambda weight_decay=0.0, **options: optax.chain(optax.add_decayed_weights(weight_decay), make(**options))


def lacks(*names):
    return lambda options: not any(name in options for name in names)


RUNS = [
    Run("sgd", of(decayed(optax.sgd))),
    Run("momentum", of(optax.sgd), where=lacks("dampening")),
    Run("nesterov", of(optax.sgd)),
    Run("clip_sgd", clipped, where=hyper(variant="paper")),
    Run("normalized_gd", normalized),
    Run("adam", of(decayed(optax.adam)), where=lacks("variant")),
    Run("adamw", of(optax.adamw), where=lacks("variant")),
    Run("amsgrad", of(optax.amsgrad), where=hyper(variant="optax")),
    Run("adamax", of(optax.adamax), where=lacks("variant")),
    Run(
        "nadam",
        of(optax.nadam, {"momentum_decay": None}),
        where=hyper(variant="documented"),
        differs="β1 is constant: it has no momentum decay",
    ),
    Run(
        "radam",
        of(optax.radam),
        where=hyper(variant="torch"),
        differs="ε is added to the root after its bias correction",
    ),
    Run(
        "adabelief",
        of(lambda eps, **options: optax.adabelief(eps=eps, eps_root=eps, **options), BELIEF),
        where=hyper(rectify=False, weight_decay=0.0),
    ),
    Run(
        "adagrad",
        of(optax.adagrad),
        where=lacks("lr_decay", "variant"),
        differs="it starts at 0.1, and ε is under the root",
    ),
    Run("adadelta", of(optax.adadelta)),
    Run(
        "rmsprop",
        of(lambda **options: optax.rmsprop(eps_in_sqrt=False, **options), {"alpha": "decay"}),
        where=lacks("variant"),
    ),
    Run("adan", of(optax.adan), where=lacks("max_grad_norm", "no_prox"), differs=ADAN),
    Run("ademamix", of(contrib.ademamix), where=lacks("alpha_warmup")),
    Run("adopt", of(contrib.adopt, {"clip": "use_clipping"}), where=lacks("weight_decay")),
    Run("lamb", of(optax.lamb, {"bias_correction": None}), where=hyper(bias_correction=True)),
    Run(
        "lars",
        of(optax.lars),
        where=hyper(momentum=0.5),
        differs="the trust ratio has the norm of g + decay x; apex has the sum of both norms",
    ),
    Run("lion", of(lambda weight_decay=0.0, **options: optax.lion(weight_decay=weight_decay, **options))),
    Run("madgrad", of(contrib.madgrad), where=lacks("decouple_decay"), differs="√(k + 1) is computed in float32"),
    Run("novograd", of(optax.novograd), where=lacks("grad_averaging")),
    Run("sign_sgd", of(optax.sign_sgd), where=lacks("weight_decay")),
    Run("signum", of(optax.signum, {"momentum": "beta"}), where=lacks("weight_decay")),
    Run("simplified_ademamix", of(contrib.simplified_ademamix), where=lacks("beta1_warmup", "bias_correction1")),
    Run("yogi", of(optax.yogi, {"initial_accumulator": None}), where=hyper(variant="optax")),
]
