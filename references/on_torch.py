"""Runs an optimizer of torch's interface."""

import torch

from problems import LOSSES

torch.set_default_dtype(torch.float64)  # of the scalars that optimizers keep


def trajectory(problem, x0, make, *, shape=None, graph=False, closure=None, before=None, point=None):
    """Yields x, or `point(optimizer, x)`, after each update.

    `before(x, step)` is called between gradient and step. `closure`: 'loss' gives the step the loss, 'again' what
    measures anew. `graph` keeps the gradient differentiable.
    """
    x = torch.nn.Parameter(torch.tensor(x0).reshape(shape or (-1,)))
    optimizer = make([x])
    step = 0

    def measure():
        optimizer.zero_grad()
        with torch.enable_grad():
            loss = LOSSES[problem](x.reshape(-1), torch)
            loss.backward(create_graph=graph)
        return loss

    while True:
        step += 1
        loss = measure()
        if before:
            before(x, step)
        if closure:
            optimizer.step(measure if closure == "again" else lambda value=loss: value)
        else:
            optimizer.step()
        yield (point(optimizer, x) if point else x).detach().numpy().flatten().copy()


def of(make, renamed=None, **settings):
    """A run of what `make(parameters, **hyperparameters)` gives; `renamed` are hyperparameters of other names there.

    None as a name leaves one out.
    """
    names = {"variant": None, **(renamed or {})}

    def run(problem, options, x0):
        shape = options.pop("shape", None)
        theirs = {names.get(name, name): value for name, value in options.items()}
        theirs.pop(None, None)
        return trajectory(problem, x0, lambda params: make(params, **theirs), shape=shape, **settings)

    return run
