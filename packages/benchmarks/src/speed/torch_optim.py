"""Times torch.optim, and optax under jit where it is there: torch_optim.py RULE ROUNDS '[[variables, elements, steps], ...]' -> JSON."""

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

optim = torch.optim
rules = {
    "sgd": lambda params, **form: optim.SGD(params, lr=0.01, **form),
    "momentum": lambda params, **form: optim.SGD(params, lr=0.01, momentum=0.9, **form),
    "adam": lambda params, **form: optim.Adam(params, lr=0.001, **form),
    "adamax": lambda params, **form: optim.Adamax(params, lr=0.002, **form),
    "adagrad": lambda params, **form: optim.Adagrad(params, lr=0.01, **form),
    "adadelta": lambda params, **form: optim.Adadelta(params, lr=1.0, **form),
    "rmsprop": lambda params, **form: optim.RMSprop(params, lr=0.001, alpha=0.9, **form),
}
forms = {"single": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}


def make(rule, variables, elements, form):
    """An optimizer with parameters and gradients of its own, as what makes one step; none where torch has no such form."""
    params = [torch.randn(elements, requires_grad=True) for _ in range(variables)]
    for param in params:
        param.grad = torch.randn(elements)
    try:
        optimizer = rules[rule](params, **forms[form])
        optimizer.step()
    except (TypeError, RuntimeError):
        return None
    return optimizer.step


def make_optax(rule, variables, elements):
    """An update of optax and its application, compiled, with donated parameters and state."""
    import jax
    import optax

    makers = {"sgd": lambda: optax.sgd(0.01), "momentum": lambda: optax.sgd(0.01, 0.9), "adam": lambda: optax.adam(0.001)}
    transform = makers[rule]()
    gradients = [jax.random.normal(jax.random.PRNGKey(i), (elements,)) for i in range(variables)]
    params = [gradient * 2 for gradient in gradients]
    held = [params, transform.init(params)]

    def update(params, state, gradients):
        updates, state = transform.update(gradients, state, params)
        return optax.apply_updates(params, updates), state

    compiled = jax.jit(update, donate_argnums=(0, 1))

    def step():
        held[0], held[1] = jax.block_until_ready(compiled(held[0], held[1], gradients))

    return step


def milliseconds(step, steps):
    """For one step."""
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return (time.perf_counter() - start) / steps * 1e3


def medians(runs, rounds, steps):
    """Of rounds that time all in turns, after a warm-up."""
    for step in runs.values():
        milliseconds(step, max(2, steps // 8))
    times = [{name: milliseconds(step, steps) for name, step in runs.items()} for _ in range(rounds)]
    return {name: statistics.median(row[name] for row in times) for name in runs}


def best(rule, rounds, threads, variables, elements, steps):
    """The fastest form on so many threads."""
    torch.set_num_threads(threads)
    made = {form: make(rule, variables, elements, form) for form in forms}
    found = medians({form: step for form, step in made.items() if step}, rounds, steps)
    form = min(found, key=found.get)
    return {"milliseconds": found[form], "form": form}


def with_optax(rule, rounds, variables, elements, steps):
    try:
        import optax

        time = medians({"optax": make_optax(rule, variables, elements)}, rounds, steps)["optax"]
        return {"optax": {"version": optax.__version__, "milliseconds": time}}
    except (ImportError, KeyError):
        return {}


def times_of(rule, rounds, shape):
    two = best(rule, rounds, 2, *shape)
    return {**best(rule, rounds, 1, *shape), "twoThreads": two, **with_optax(rule, rounds, *shape)}


_, rule, rounds, shapes = sys.argv
rules[rule]  # a rule that it does not know is an error at once
times = [times_of(rule, int(rounds), shape) for shape in json.loads(shapes)]
print(json.dumps({"version": torch.__version__, "times": times}), flush=True)
os._exit(0)  # the thread waits for stdin, which Python's own way out would not
