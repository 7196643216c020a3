"""torch-optimizer, a library of many optimizers' own forms."""

import torch_optimizer as zoo

from on_torch import of
from run import Run, hyper


def has_its_step(options):
    """Its relative step is at most 0.01."""
    return options["lr"] == 0.01 or not options["relative_step"]


RUNS = [
    Run("novograd", of(zoo.NovoGrad)),
    Run("adafactor", of(zoo.Adafactor), where=has_its_step),
    Run(
        "yogi",
        of(zoo.Yogi),
        where=hyper(variant="tfa"),
        differs="ε is added to the root after its bias correction, and m starts at the initial accumulator",
    ),
    Run("lamb", of(zoo.Lamb, {"bias_correction": "debias"}), where=hyper(bias_correction=False)),
    Run(
        "lamb",
        of(zoo.Lamb, {"bias_correction": "debias"}),
        where=hyper(bias_correction=True),
        differs="the trust ratio is that of the step before its bias correction",
    ),
    Run(
        "shampoo",
        of(zoo.Shampoo, {"eps": "epsilon"}),
        where=lambda options: options["shape"] is not None,
        differs="the exponents are −1/k for k axes; the paper’s are −1/(2k)",
    ),
]
