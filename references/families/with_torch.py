"""torch.optim and torch.nn.utils."""

import torch
from torch import optim

from on_torch import of, trajectory
from run import Run, hyper


def clipped(problem, options, x0):
    def clip(x, _):
        torch.nn.utils.clip_grad_norm_([x], options["max_norm"])

    return trajectory(problem, x0, lambda params: optim.SGD(params, lr=options["lr"]), before=clip)


RUNS = [
    Run("sgd", of(optim.SGD)),
    Run("momentum", of(optim.SGD)),
    Run("nesterov", of(optim.SGD)),
    Run("adam", of(optim.Adam), where=hyper(variant=None)),
    Run("adamw", of(optim.AdamW), where=hyper(variant=None)),
    Run("amsgrad", of(lambda p, **options: optim.Adam(p, amsgrad=True, **options)), where=hyper(variant="torch")),
    Run("adagrad", of(optim.Adagrad), where=hyper(variant=None)),
    Run("adadelta", of(optim.Adadelta)),
    Run("rmsprop", of(optim.RMSprop), where=hyper(variant=None)),
    Run("adamax", of(optim.Adamax), where=hyper(variant=None)),
    Run("nadam", of(optim.NAdam), where=hyper(variant="documented")),
    Run("radam", of(optim.RAdam), where=hyper(variant="torch")),
    Run("lbfgs", of(lambda p, **options: optim.LBFGS(p, max_eval=100, **options), closure="again")),
    Run("clip_sgd", clipped, where=hyper(variant="torch")),
]
