"""Packages of the algorithms' authors, and of others who publish one optimizer."""

import adabelief_pytorch
import lion_pytorch
import madgrad
import prodigyopt
import qhoptim.pyt
import schedulefree

from on_torch import of
from run import Run, hyper


def average(optimizer, x):
    """x where the optimizer evaluates."""
    optimizer.eval()
    point = x.detach().clone()
    optimizer.train()
    return point


def training(make):
    def made(params, **options):
        optimizer = make(params, **options)
        optimizer.train()
        return optimizer

    return made


def belief(params, **options):
    return adabelief_pytorch.AdaBelief(params, print_change_log=False, **options)


def qhadam(params, nus, **options):
    return qhoptim.pyt.QHAdam(params, nus=tuple(nus), **options)


RUNS = {
    "schedulefree": [
        Run("schedule_free_sgd", of(training(schedulefree.SGDScheduleFree), point=average)),
        Run(
            "schedule_free_adamw",
            of(training(schedulefree.AdamWScheduleFree), point=average),
            where=hyper(inner_momentum=None),
        ),
    ],
    "prodigyopt": [Run("prodigy", of(prodigyopt.Prodigy))],
    "madgrad": [Run("madgrad", of(madgrad.MADGRAD))],
    "adabelief-pytorch": [Run("adabelief", of(belief))],
    "lion-pytorch": [Run("lion", of(lion_pytorch.Lion))],
    "qhoptim": [Run("qhadam", of(qhadam))],
}
