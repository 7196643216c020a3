"""pytorch-optimizer, a library of many optimizers' own forms."""

import pytorch_optimizer as zoo
import torch

from on_torch import of, trajectory
from problems import injected
from run import Run, hyper


def average(optimizer, x):
    """x where the optimizer evaluates."""
    optimizer.eval()
    point = x.detach().clone()
    optimizer.train()
    return point


def with_probes(make, normal):
    """The estimate of the Hessian's diagonal with injected probes in place of torch's random ones."""

    def run(problem, options, x0):
        drawn = 0

        def probe(*_):
            nonlocal drawn
            drawn += 1
            return torch.tensor(injected(len(x0), drawn - 1, normal))

        inner = of(make, graph=True)(problem, options, x0)
        while True:
            theirs = torch.randn_like, torch.randint_like
            torch.randn_like, torch.randint_like = probe, lambda *_: (probe() + 1) / 2
            try:
                x = next(inner)
            finally:
                torch.randn_like, torch.randint_like = theirs
            yield x

    return run


def sophia_h(params, lr, beta1, beta2, gamma, eps, weight_decay, k):
    """It has no gamma: m / max(gamma h, eps) is 1 / gamma of m / max(h, eps / gamma)."""
    scaled = {"lr": lr / gamma, "p": gamma, "eps": eps / gamma, "weight_decay": weight_decay * gamma}
    return zoo.SophiaH(params, betas=(beta1, beta2), update_period=k, **scaled)


def sam(problem, options, x0):
    rho, adaptive = options.pop("rho"), options.pop("adaptive")

    def make(params):
        return zoo.SAM(params, torch.optim.SGD, rho=rho, adaptive=adaptive, **options)

    return trajectory(problem, x0, make, closure="again")


def ademamix(params, alpha_warmup=None, beta3_warmup=None, **options):
    return zoo.AdEMAMix(params, t_alpha_beta3=alpha_warmup, weight_decouple=True, **options)


def adopt(params, clip=True, decouple=False, **options):
    return zoo.ADOPT(params, weight_decouple=decouple, **options, **({} if clip else {"clip_lambda": None}))


def lamb(params, bias_correction, **options):
    return zoo.Lamb(params, **options)


def muon(params, **options):
    return zoo.Muon([{"params": params, "use_muon": True}], **options)


def decoupled(make, name):
    """The file's option that decouples the decay is `name`."""
    return lambda params, **options: make(params, weight_decouple=options.pop(name, False), **options)


def is_matrix(options):
    return options["shape"] is not None


RUNS = [
    Run("shampoo", of(zoo.Shampoo, {"eps": "matrix_eps"}), where=is_matrix),
    Run("sophia-h", with_probes(sophia_h, normal=True)),
    Run("adahessian", with_probes(lambda p, eps=1e-4, **o: zoo.AdaHessian(p, eps=eps, **o), normal=False)),
    Run("sign_sgd", of(lambda p, **options: zoo.SignSGD(p, momentum=0.0, **options))),
    Run("signum", of(zoo.SignSGD)),
    Run("tiger", of(zoo.Tiger)),
    Run("lion", of(zoo.Lion)),
    Run("adabelief", of(zoo.AdaBelief)),
    Run("adamax", of(zoo.AdaMax), where=hyper(variant=None)),
    Run("adan", of(decoupled(zoo.Adan, "no_prox")), where=hyper(max_grad_norm=None)),
    Run("ademamix", of(ademamix), where=hyper(alpha_warmup=None)),
    Run(
        "ademamix",
        of(ademamix),
        where=lambda options: options.get("alpha_warmup") == 200,
        differs="β3 warms up by the paper’s formula; the authors’ code adds 1e-8 to β in its logarithms",
    ),
    Run("adopt", of(adopt), where=lambda options: options["lr"] < 1),
    Run(
        "adopt",
        of(adopt),
        where=hyper(lr=1.0),
        differs="the clip at step t is t^¼; in the authors’ code (t − 1)^¼",
    ),
    Run("gravity", of(lambda p, alpha, **o: zoo.Gravity(p, alpha=0.0, **o)), where=hyper(variant="zero")),
    Run("madgrad", of(decoupled(zoo.MADGRAD, "decouple_decay"))),
    Run("novograd", of(zoo.NovoGrad), where=hyper(grad_averaging=None)),
    Run(
        "novograd",
        of(zoo.NovoGrad),
        where=hyper(grad_averaging=True),
        differs="with averaging the first gradient enters whole, not by 1 − β1",
    ),
    Run("prodigy", of(zoo.Prodigy, {"use_bias_correction": "bias_correction"})),
    Run(
        "qhadam",
        of(decoupled(lambda p, nus, **o: zoo.QHAdam(p, nus=tuple(nus), **o), "decouple_weight_decay")),
        differs="the weights of its averages are float32",
    ),
    Run("radam", of(zoo.RAdam), where=hyper(variant="authors")),
    Run("soap", of(zoo.SOAP)),
    Run("muon", of(muon), where=is_matrix, differs="Newton-Schulz runs in bfloat16"),
    Run("schedule_free_sgd", of(zoo.ScheduleFreeSGD, point=average)),
    Run(
        "schedule_free_adamw",
        of(zoo.ScheduleFreeAdamW, point=average),
        where=hyper(inner_momentum=None),
        differs="1e-15 is added under the root",
    ),
    Run("sam", sam, differs="the squared norm is summed in float32"),
    Run(
        "adan",
        of(decoupled(zoo.Adan, "no_prox")),
        where=hyper(max_grad_norm=1.0),
        differs="the squared norm for clipping is summed in float32",
    ),
    Run("adan", of(decoupled(zoo.Adan, "no_prox")), where=hyper(max_grad_norm=0.1)),
    Run(
        "simplified_ademamix",
        of(zoo.SimplifiedAdEMAMix),
        where=hyper(bias_correction1=None),
        differs="m is the average (1 − β1) g + β1 m; in the authors’ code the sum g + β1 m",
    ),
    Run(
        "lamb",
        of(lamb),
        where=hyper(bias_correction=False),
        differs="the step is divided by 1 − β1ᵗ, and the second moment is not corrected; decay comes before the ratio",
    ),
    Run("lars", of(zoo.LARS), differs="tensors of one axis get no trust ratio"),
    Run(
        "laprop",
        of(lambda p, **options: zoo.LaProp(p, fixed_decay=True, **options)),
        differs="1e-15 is added under the root and ε before the bias correction; decay comes after the step",
    ),
    Run(
        "mars",
        of(lambda p, **options: zoo.MARS(p, optimize_1d=True, **options)),
        differs="1e-15 is added under the root and ε before the bias correction",
    ),
    Run(
        "yogi",
        of(zoo.Yogi),
        where=hyper(variant="tfa"),
        differs="ε is added to the root after its bias correction, and m starts at the initial accumulator",
    ),
]
