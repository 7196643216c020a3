"""Times torch.optim on one thread: torch_optim.py RULE ROUNDS '[[variables, elements, steps], ...]' -> JSON."""

import json
import os
import statistics
import sys
import threading
import time


def end_with_parent():
    """Stdin is a pipe from the caller: it ends when the caller does, however that ends."""
    sys.stdin.buffer.read()
    os._exit(1)


threading.Thread(target=end_with_parent, daemon=True).start()

import torch  # noqa: E402

rules = {
    "sgd": lambda params, foreach: torch.optim.SGD(params, lr=0.01, foreach=foreach),
    "momentum": lambda params, foreach: torch.optim.SGD(params, lr=0.01, momentum=0.9, foreach=foreach),
    "adam": lambda params, foreach: torch.optim.Adam(params, lr=0.001, foreach=foreach),
    "adamax": lambda params, foreach: torch.optim.Adamax(params, lr=0.002, foreach=foreach),
    "adagrad": lambda params, foreach: torch.optim.Adagrad(params, lr=0.01, foreach=foreach),
    "adadelta": lambda params, foreach: torch.optim.Adadelta(params, lr=1.0, foreach=foreach),
    "rmsprop": lambda params, foreach: torch.optim.RMSprop(params, lr=0.001, alpha=0.9, foreach=foreach),
}


def make(rule, variables, elements, foreach):
    """An optimizer with parameters and gradients of its own."""
    params = [torch.randn(elements, requires_grad=True) for _ in range(variables)]
    for param in params:
        param.grad = torch.randn(elements)
    return rules[rule](params, foreach)


def milliseconds(optimizer, steps):
    """For one step."""
    start = time.perf_counter()
    for _ in range(steps):
        optimizer.step()
    return (time.perf_counter() - start) / steps * 1e3


def best(rule, rounds, variables, elements, steps):
    """The faster of foreach and not: medians of rounds that time both in turns, after a warm-up."""
    forms = {foreach: make(rule, variables, elements, foreach) for foreach in (False, True)}
    for optimizer in forms.values():
        milliseconds(optimizer, max(2, steps // 8))
    times = [{foreach: milliseconds(optimizer, steps) for foreach, optimizer in forms.items()} for _ in range(rounds)]
    medians = {foreach: statistics.median(row[foreach] for row in times) for foreach in forms}
    foreach = min(medians, key=medians.get)
    return {"milliseconds": medians[foreach], "foreach": foreach}


torch.set_num_threads(1)
_, rule, rounds, shapes = sys.argv
times = [best(rule, int(rounds), *shape) for shape in json.loads(shapes)]
print(json.dumps({"version": torch.__version__, "times": times}))
