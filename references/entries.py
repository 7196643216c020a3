"""What is asked of the packages beyond what is stored: `make.py --write` adds it to the stored files."""

ADAM = {"variant": "keras", "betas": [0.9, 0.999], "eps": 1e-3}
ADAMW = {**ADAM, "weight_decay": 0.01}
RMSPROP = {"variant": "tf", "alpha": 0.9, "eps": 1e-3}

NEW = {
    "adam": {"keras": [("P1", {**ADAM, "lr": 0.1}), ("P2", {**ADAM, "lr": 0.02}), ("P3", {**ADAM, "lr": 0.1})]},
    "adamw": {"keras": [("P1", {**ADAMW, "lr": 0.1}), ("P2", {**ADAMW, "lr": 0.02}), ("P3", {**ADAMW, "lr": 0.1})]},
    "adamax": {
        "keras": [
            ("P1", {"variant": "tf", "betas": [0.9, 0.999], "eps": 1e-3, "lr": 0.1}),
            ("P3", {"variant": "tf", "betas": [0.9, 0.999], "eps": 1e-3, "lr": 0.1}),
        ]
    },
    "adagrad": {
        "keras": [
            ("P1", {"variant": "tf", "initial_accumulator_value": 0.1, "eps": 1e-3, "lr": 0.5}),
            ("P3", {"variant": "tf", "initial_accumulator_value": 0.1, "eps": 1e-3, "lr": 0.5}),
        ]
    },
    "rmsprop": {
        "keras": [
            ("P1", {**RMSPROP, "lr": 0.003}),
            ("P2", {**RMSPROP, "centered": True, "lr": 0.0003}),
            ("P3", {**RMSPROP, "momentum": 0.9, "lr": 0.001}),
        ]
    },
    "clip_sgd": {
        "torch": [("P3", {"variant": "torch", "max_norm": 0.1, "lr": 1.0})],
        "optax": [("P3", {"variant": "paper", "max_norm": 0.1, "lr": 1.0})],
    },
    "adan": {
        "pytorch-optimizer": [
            ("P3", {"betas": [0.98, 0.92, 0.99], "eps": 1e-8, "max_grad_norm": 0.1, "lr": 0.1}),
        ],
    },
    "proximal_gradient": {
        "jaxopt": [
            ("P1", {"l1": 0.5, "accelerated": False, "lr": 0.001}),
            ("P1", {"l1": 0.5, "accelerated": True, "lr": 0.001}),
            ("P2", {"l1": 0.1, "accelerated": False, "lr": 0.0005}),
            ("P3", {"l1": 0.05, "accelerated": False, "lr": 1.0}),
            ("P3", {"l1": 0.05, "accelerated": True, "lr": 1.0}),
        ],
    },
    "sgn": {
        "python-somax": [
            ("P2R", {"damping": 1.0, "tolerance": 1e-5, "max_iterations": 20, "lr": 1.0}),
            ("P2R", {"damping": 0.01, "tolerance": 1e-5, "max_iterations": 20, "lr": 0.3}),
            ("P4", {"damping": 1.0, "tolerance": 1e-4, "max_iterations": 20, "lr": 1.0}),
            ("P4", {"damping": 0.1, "tolerance": 1e-4, "max_iterations": 20, "lr": 0.5}),
        ],
    },
}
