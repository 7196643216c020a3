"""Runs by the package that makes them: a file each, or one for packages of a single optimizer."""

from . import (
    with_authors,
    with_jaxopt,
    with_keras,
    with_optax,
    with_optimistix,
    with_pytorch_optimizer,
    with_somax,
    with_torch,
    with_torch_optimizer,
)

RUNS = {
    "torch": with_torch.RUNS,
    "optax": with_optax.RUNS,
    "keras": with_keras.RUNS,
    "jaxopt": with_jaxopt.RUNS,
    "optimistix": with_optimistix.RUNS,
    "python-somax": with_somax.RUNS,
    **with_authors.RUNS,
    "pytorch-optimizer": with_pytorch_optimizer.RUNS,
    "torch-optimizer": with_torch_optimizer.RUNS,
}
