// Written by `pnpm run docs` from rules/ and wrappers/; do not edit.
import { adabelief as adabeliefRule } from '../rules/adabelief.js';
import { adadelta as adadeltaRule } from '../rules/adadelta.js';
import { adagrad as adagradRule } from '../rules/adagrad.js';
import { adahessian as adahessianRule } from '../rules/adahessian.js';
import { adam as adamRule } from '../rules/adam.js';
import { adamax as adamaxRule } from '../rules/adamax.js';
import { adamw as adamwRule } from '../rules/adamw.js';
import { adan as adanRule } from '../rules/adan.js';
import { ademamix as ademamixRule } from '../rules/ademamix.js';
import { adopt as adoptRule } from '../rules/adopt.js';
import { aegd as aegdRule } from '../rules/aegd.js';
import { amsgrad as amsgradRule } from '../rules/amsgrad.js';
import { gravity as gravityRule } from '../rules/gravity.js';
import { inducedMetric as inducedMetricRule } from '../rules/induced-metric.js';
import { lamb as lambRule } from '../rules/lamb.js';
import { laprop as lapropRule } from '../rules/laprop.js';
import { lars as larsRule } from '../rules/lars.js';
import { lion as lionRule } from '../rules/lion.js';
import { madgrad as madgradRule } from '../rules/madgrad.js';
import { mars as marsRule } from '../rules/mars.js';
import { momentum as momentumRule } from '../rules/momentum.js';
import { nadam as nadamRule } from '../rules/nadam.js';
import { nagGs as nagGsRule } from '../rules/nag-gs.js';
import { normalizedSgd as normalizedSgdRule } from '../rules/normalized-sgd.js';
import { novograd as novogradRule } from '../rules/novograd.js';
import { oasis as oasisRule } from '../rules/oasis.js';
import { prodigy as prodigyRule } from '../rules/prodigy.js';
import { proximalGradient as proximalGradientRule } from '../rules/proximal-gradient.js';
import { qhadam as qhadamRule } from '../rules/qhadam.js';
import { radam as radamRule } from '../rules/radam.js';
import { rmsprop as rmspropRule } from '../rules/rmsprop.js';
import { scheduleFreeAdamw as scheduleFreeAdamwRule } from '../rules/schedule-free-adamw.js';
import { scheduleFreeSgd as scheduleFreeSgdRule } from '../rules/schedule-free-sgd.js';
import { sgd as sgdRule } from '../rules/sgd.js';
import { signSgd as signSgdRule } from '../rules/sign-sgd.js';
import { signum as signumRule } from '../rules/signum.js';
import { simplifiedAdemamix as simplifiedAdemamixRule } from '../rules/simplified-ademamix.js';
import { sophiaG as sophiaGRule } from '../rules/sophia-g.js';
import { sophiaH as sophiaHRule } from '../rules/sophia-h.js';
import { tiger as tigerRule } from '../rules/tiger.js';
import { yogi as yogiRule } from '../rules/yogi.js';
import { adafactor as adafactorRule } from '../rules/on-tensors/adafactor.js';
import { muon as muonRule } from '../rules/on-tensors/muon.js';
import { psgdDense as psgdDenseRule } from '../rules/on-tensors/psgd-dense.js';
import { psgdKronNewton as psgdKronNewtonRule } from '../rules/on-tensors/psgd-kron-newton.js';
import { psgdKron as psgdKronRule } from '../rules/on-tensors/psgd-kron.js';
import { psgdLraNewton as psgdLraNewtonRule } from '../rules/on-tensors/psgd-lra-newton.js';
import { psgdLra as psgdLraRule } from '../rules/on-tensors/psgd-lra.js';
import { psgdXmatNewton as psgdXmatNewtonRule } from '../rules/on-tensors/psgd-xmat-newton.js';
import { psgdXmat as psgdXmatRule } from '../rules/on-tensors/psgd-xmat.js';
import { shampoo as shampooRule } from '../rules/on-tensors/shampoo.js';
import { soap as soapRule } from '../rules/on-tensors/soap.js';
import { cautious as cautiousWrapper } from '../wrappers/cautious.js';
import { clipByGlobalNorm as clipByGlobalNormWrapper } from '../wrappers/clip-by-global-norm.js';
import { clipByNorm as clipByNormWrapper } from '../wrappers/clip-by-norm.js';
import { clipByValue as clipByValueWrapper } from '../wrappers/clip-by-value.js';
import { decoupledWeightDecay as decoupledWeightDecayWrapper } from '../wrappers/decoupled-weight-decay.js';
import { ema as emaWrapper } from '../wrappers/ema.js';
import { gradientAccumulation as gradientAccumulationWrapper } from '../wrappers/gradient-accumulation.js';
import { grokfast as grokfastWrapper } from '../wrappers/grokfast.js';
import { l2Regularization as l2RegularizationWrapper } from '../wrappers/l2-regularization.js';
import { lookahead as lookaheadWrapper } from '../wrappers/lookahead.js';
import { skipIfNotFinite as skipIfNotFiniteWrapper } from '../wrappers/skip-if-not-finite.js';
import { xgrad as xgradWrapper } from '../wrappers/xgrad.js';
import { hutchinson } from './curvature.js';
import { hessianVector } from './hessian-vector.js';
import { forms } from './factory-of.js';
import { factoryWith, wrapperWith } from './rule-optimizer.js';
import { tensorFactoryWith } from './tensor-factory.js';

/**
 * AdaBelief: Adam whose second moment is of the gradient's distance from its prediction.
 *
 *     x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) g
 *     s ← β2 s + (1 − β2) (g − m)² + ε
 *     x ← x − learningRate m̂ / (√ŝ + ε),   m̂ = m / (1 − β1ᵗ),  ŝ = s / (1 − β2ᵗ)
 *
 * or, if `rectify`, RAdam's step with √s + ε. ε enters twice, as in the authors' code.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999 (above 0.6), `epsilon`
 * 1e-16 (the authors advise 1e-8 where gradient descent beats Adam), `rectify` true, `weightDecay` 0.
 * Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients", arXiv:2010.07468.
 */
export const adabelief = /* @__PURE__ */ factoryWith(adabeliefRule);

/**
 * Adadelta: the step has the units of the parameter, from an average of earlier steps.
 *
 *     E ← ρ E + (1 − ρ) g²
 *     d = √(D + ε) / √(E + ε) g
 *     D ← ρ D + (1 − ρ) d²
 *     x ← x − learningRate d
 *
 * In 'paper', which is that of torch.optim and of Keras, E in the second line is the new one; in 'tf', as tf.train has it,
 * that of the step before, so that the first step is as long as the gradient.
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'paper', `learningRate` 1 (the paper has none), `rho` 0.95,
 * `epsilon` 1e-6 (tf and Keras: 1e-7). tf's and Keras's `learningRate` of 0.001 hardly moves.
 * Zeiler 2012, "ADADELTA: An Adaptive Learning Rate Method", arXiv:1212.5701, algorithm 1.
 */
export const adadelta = /* @__PURE__ */ factoryWith(adadeltaRule);

/**
 * Adagrad:
 *
 *     G ← G + g²
 *     'torch':  x ← x − learningRate g / (√(G₀ + G) + ε)
 *     'tf':     x ← x − learningRate g / √(G₀ + G + ε)
 *
 * with G₀ = initialAccumulatorValue. 'torch' is torch.optim's, 'tf' that of tf.train and of Keras.
 *
 * State: one slot of the variable's shape. Defaults: `variant` 'torch', `learningRate` 0.01, `initialAccumulatorValue` 0
 * (tf and Keras: 0.1), `epsilon` 1e-10 (tf and Keras: 1e-7). For torch's `lr_decay` use a schedule.
 * Duchi, Hazan and Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization".
 */
export const adagrad = /* @__PURE__ */ factoryWith(adagradRule);

/**
 * AdaHessian: Adam with the diagonal of the Hessian in the place of the gradient in the second moment.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) H²                    H: averaged estimate of |diag ∇²L|
 *     x ← x − learningRate (m̂ / (√v̂ᵏ + ε) + weightDecay x),   m̂ = m / (1 − β1ᵗ),  v̂ = v / (1 − β2ⁿ)
 *
 * k is `hessianPower`, n the number of estimates so far: t, if each step has one. Measured by
 * `hutchinson({ averaging: 'spatial' })` unless `gradient` says otherwise; the authors' code averages over the last axes of
 * torch's layout, which in tf's are these.
 * State: two slots of the variable's shape and a scalar for each variable. Defaults: `learningRate` 0.15, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-4, `hessianPower` 1 (other powers run operation by operation), `weightDecay` 0.
 * Yao et al. 2021, "ADAHESSIAN: An Adaptive Second Order Optimizer for Machine Learning", arXiv:2006.00719; in the form of
 * the authors' code.
 */
export const adahessian = /* @__PURE__ */ factoryWith(adahessianRule, { curvature: /* @__PURE__ */ hutchinson({ averaging: 'spatial' }), forms });

/**
 * Adam:
 *
 *     g ← g + l2 x
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     'paper':  x ← x − learningRate m̂ / (√v̂ + ε)
 *     'keras':  x ← x − learningRate m̂ / (√v̂ + ε / √(1 − β2ᵗ))
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). 'paper' is algorithm 1, that of torch.optim and of tf.train; 'keras' the
 * order of computation that the paper proposes after it, whose ε is larger at first.
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'paper', `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8 (the paper's, on every backend; tf's and Keras's is 1e-7, and tf's 1e-4 on webgl in half precision), `l2`
 * 0. For decoupled decay see `adamw`.
 * Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", arXiv:1412.6980, algorithm 1.
 */
export const adam = /* @__PURE__ */ factoryWith(adamRule);

/**
 * AdaMax: Adam in the infinity norm.
 *
 *     m ← β1 m + (1 − β1) g
 *     'torch':  u ← max(β2 u, |g| + ε)     x ← x − η(t) / (1 − β1ᵗ) m / u
 *     'tf':     u ← max(β2 u, |g|)         x ← x − η(t) / (1 − β1ᵗ) m / (u + ε)
 *
 * with η(t) = learningRate / (1 + decay (t − 1)). 'torch' is torch.optim's, 'tf' that of tf.train and of Keras; the paper
 * has no ε.
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'torch', `learningRate` 0.002, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8 (tf and Keras: 1e-7), `decay` 0 (tf.train's).
 * Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", arXiv:1412.6980, algorithm 2.
 */
export const adamax = /* @__PURE__ */ factoryWith(adamaxRule);

/**
 * Adam with decoupled weight decay, in the form of torch.optim.AdamW or of Keras:
 *
 *     x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     'torch':  x ← x − learningRate m̂ / (√v̂ + ε)
 *     'keras':  x ← x − learningRate m̂ / (√v̂ + ε / √(1 − β2ᵗ))
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ).
 *
 * State: two slots of the variable's shape. Defaults: `variant` 'torch', `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8 (Keras: 1e-7), `weightDecay` 0.01 (Keras: 0.004).
 * Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", arXiv:1711.05101, algorithm 2; there the decay
 * is not multiplied by the base learning rate.
 */
export const adamw = /* @__PURE__ */ factoryWith(adamwRule);

/**
 * Adan: Nesterov's momentum from differences of gradients, adapted.
 *
 *     d = g − g₋  (0 at the first step)
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) d
 *     n ← β3 n + (1 − β3) (g + β2 d)²
 *     x ← x − learningRate (m̂ + β2 v̂) / (√n̂ + ε),  then  x ← x / (1 + learningRate weightDecay)
 *
 * with m̂ = m / (1 − β1ᵗ) and so on. If `noProx`, x ← (1 − learningRate weightDecay) x before, and no division after.
 * State: four slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.98, `beta2` 0.92, `beta3` 0.99 (the
 * paper writes one minus these), `epsilon` 1e-8, `weightDecay` 0, `noProx` false.
 * Xie et al. 2022, "Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models", arXiv:2208.06677.
 */
export const adan = /* @__PURE__ */ factoryWith(adanRule);

/**
 * AdEMAMix: Adam with a second, very slow average of the gradient beside the first.
 *
 *     m1 ← β1 m1 + (1 − β1) g
 *     m2 ← β3(t) m2 + (1 − β3(t)) g
 *     v  ← β2 v + (1 − β2) g²
 *     x  ← x − learningRate ( (m̂1 + α(t) m2) / (√v̂ + ε) + weightDecay x )
 *
 * with m̂1 = m1 / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ), and m2 not corrected. α(t) grows linearly over `alphaWarmup` steps and
 * β3(t) from β1 over `beta3Warmup` steps, as the authors' schedulers do; 0 means no warm-up. For both the paper
 * recommends the length of the training.
 * With `beta3` 0.9999 the slow average remembers some 10 000 steps and, not corrected, only grows to its size in as many:
 * use the default in runs of that length, and a smaller `beta3`, as 1 − 1 / steps, in shorter ones.
 * State: three slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999, `beta3`
 * 0.9999, `alpha` 5, `alphaWarmup` 0, `beta3Warmup` 0, `epsilon` 1e-8, `weightDecay` 0.
 * Pagliardini, Ablin and Grangier 2024, "The AdEMAMix Optimizer: Better, Faster, Older", arXiv:2409.03137.
 */
export const ademamix = /* @__PURE__ */ factoryWith(ademamixRule);

/**
 * ADOPT: Adam that divides by the second moment of the steps before and then averages, and so converges for any β2.
 *
 *     g ← g + l2 x
 *     x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) clip(g / max(√v, ε))
 *     x ← x − learningRate m
 *     v ← β2 v + (1 − β2) g²
 *
 * clip: to ±(t − 1)^¼; not at all if `clip` is false, as in the first version of the paper. A variable's first step only
 * sets v ← g². Where that g is 0, as in what a first batch does not reach, the next is divided by ε: another reason for `clip`.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.9999, `epsilon` 1e-6,
 * `clip` true, `l2` 0, `weightDecay` 0.
 * Taniguchi et al. 2024, "ADOPT: Modified Adam Can Converge with Any β2 with the Optimal Rate", arXiv:2411.02853.
 */
export const adopt = /* @__PURE__ */ factoryWith(adoptRule);

/**
 * AEGD: adaptive gradient descent with energy. Each coordinate has an energy r that only falls, for any learning rate.
 *
 *     d = g / (2 √(f + c)) + l2 x               f: the loss before the step
 *     r ← r / (1 + 2 learningRate d²)           r starts at √(f + c) of the variable's first step
 *     x ← (1 − learningRate weightDecay) x − 2 learningRate r d
 *
 * It needs the loss, and f + c must be above 0: a step where it is not changes nothing. `l2` is the authors' decay (added to
 * d, not to g), `weightDecay` that of their AEGDW. Spent energy does not come back: use a new optimizer when the objective
 * changes. The form with one energy for all coordinates is `aegdPreconditioned`'s default.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.1, `c` 1, `l2` 0, `weightDecay` 0.
 * Liu and Tian 2020, "AEGD: Adaptive Gradient Descent with Energy", arXiv:2010.05109.
 */
export const aegd = /* @__PURE__ */ factoryWith(aegdRule);

/**
 * AMSGrad: Adam with a second moment that never falls.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     'paper':  h ← max(h, v)    x ← x − learningRate m / (√h + ε)
 *     'torch':  h ← max(h, v)    x ← x − learningRate m̂ / (√(h / (1 − β2ᵗ)) + ε)
 *     'optax':  h ← max(h, v̂)    x ← x − learningRate m̂ / (√h + ε)
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). The forms differ much: the largest v̂ is often that of the first steps.
 * State: three slots of the variable's shape. Defaults: `variant` 'paper', `learningRate` 0.001, `beta1` 0.9, `beta2`
 * 0.999, `epsilon` 1e-8 (the paper has none, and its theory a learningRate ∝ 1/√t and a projection).
 * Reddi, Kale and Kumar 2018, "On the Convergence of Adam and Beyond", arXiv:1904.09237, algorithm 2.
 */
export const amsgrad = /* @__PURE__ */ factoryWith(amsgradRule);

/**
 * Gravity: gradient descent that all but ignores large gradients, with a momentum whose decay grows.
 *
 *     ζ = g / (1 + (g max|g|)²)
 *     V ← w V + (1 − w) ζ,   w = (β t + 1) / (t + 2)
 *     x ← x − learningRate V
 *
 * The maximum is over one variable. t counts from 0 ('paper': the author's derivation and Keras code) or 1 ('torch': their
 * PyTorch code). Not scale-invariant: where |g| max|g| is large, hardly anything moves.
 * The authors draw V's start from a normal distribution of deviation α / learningRate; here it is 0, so there is no α.
 * State: one slot of the variable's shape. Defaults: `variant` 'paper', `learningRate` 0.1, `beta` 0.9.
 * Bahrami and Zadeh 2021, "Gravity Optimizer: a Kinematic Approach on Optimization in Deep Learning", arXiv:2101.09192.
 */
export const gravity = /* @__PURE__ */ factoryWith(gravityRule);

/**
 * Gradient descent in the metric that the loss's graph inherits from the space around it: steps shorten where the
 * landscape is steep, a smooth form of gradient clipping.
 *
 *     e ← β e + (1 − β) ξ ‖g‖²                 (one scalar for all variables)
 *     m ← momentum m + (1 − momentum) g
 *     x ← (1 − learningRate weightDecay) x − learningRate s m̂
 *
 *     'sgd':  s = 1 / (1 + ê)
 *     'log':  s = f / (f² + ê), the graph of log f; f is the loss before the step
 *     'rms':  as 'sgd' with ‖g‖² = Σ g² / (√r̂ + ε) and m̂ / (√r̂ + ε), where r ← betaRms r + (1 − betaRms) g²
 *
 * with m̂ = m / (1 − momentumᵗ), ê = e / (1 − βᵗ), r̂ = r / (1 − betaRmsᵗ). 'log' climbs where f < 0, and oscillates at a
 * fixed learning rate as f and g vanish together.
 * State: one slot of the variable's shape ('rms': two) and two scalars for all. Defaults: `variant` 'sgd', `learningRate` 0.1,
 * `momentum` 0.9, `xi` 0.1, `beta` 0.8, `weightDecay` 0; 'rms' also `betaRms` 0.99, `epsilon` 1e-8.
 * Harvey 2025, "The Optimiser Hidden in Plain Sight: Training with the Loss Landscape's Induced Metric",
 * arXiv:2509.03594.
 */
export const inducedMetric = /* @__PURE__ */ factoryWith(inducedMetricRule, { forms });

/**
 * LAMB: Adam whose step has in each variable the length of the variable, times the learning rate.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     u = m̂ / (√v̂ + ε) + weightDecay x
 *     x ← x − learningRate ‖x‖ / ‖u‖ u
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ), or m and v as they are without `biasCorrection` (version 3 of the paper).
 * The norms are over one variable; where one is 0, their ratio is 1. Of the paper's φ(‖x‖), which bounds the norm, it leaves
 * no value: it is ‖x‖ here and in optax; cybertronai/pytorch-lamb caps it at 10.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-6,
 * `weightDecay` 0, `biasCorrection` true.
 * You et al. 2020, "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes", arXiv:1904.00962,
 * algorithm 2.
 */
export const lamb = /* @__PURE__ */ factoryWith(lambRule);

/**
 * LaProp: Adam with momentum and adaptivity taken apart: first the gradient is normalized, then averaged.
 *
 *     v ← β2 v + (1 − β2) g²
 *     m ← β1 m + (1 − β1) g / (√v̂ + ε),   v̂ = v / (1 − β2ᵗ)
 *     x ← (1 − learningRate weightDecay) (x − learningRate m̂),   m̂ = m / (1 − β1ᵗ)
 *
 * The authors' code does not multiply its decay by the learning rate, keeps the learning rate inside m (the same while it is
 * constant), and has centered and AMSGrad's forms, which are not here.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.0004, `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-15,
 * `weightDecay` 0.
 * Ziyin, Wang and Ueda 2020, "LaProp: Separating Momentum and Adaptivity in Adam", arXiv:2002.04839.
 */
export const laprop = /* @__PURE__ */ factoryWith(lapropRule);

/**
 * LARS: gradient descent with momentum and a learning rate for each variable, in proportion to ‖x‖ / ‖g‖.
 *
 *     λ = trustCoefficient ‖x‖ / (‖g‖ + l2 ‖x‖)
 *     b ← momentum b + learningRate λ (g + l2 x)
 *     x ← x − b
 *
 * The norms are over one variable; where ‖x‖ or the divisor is 0, λ is 1 (not `trustCoefficient`, as in common code). Others
 * multiply by the learning rate outside b (the same while it is constant), divide by ‖g + l2 x‖ (optax, MoCo), or spare
 * biases and norms' scales both λ and decay: give those an optimizer of their own.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.1 (ours; the paper tunes it), `momentum` 0.9,
 * `trustCoefficient` 0.001, `l2` 0.
 * You, Gitman and Ginsburg 2017, "Large Batch Training of Convolutional Networks", arXiv:1708.03888, algorithm 1.
 */
export const lars = /* @__PURE__ */ factoryWith(larsRule);

/**
 * Lion: every step has the same size, and only its sign is chosen.
 *
 *     x ← (1 − learningRate weightDecay) x
 *     x ← x − learningRate sign(β1 m + (1 − β1) g)
 *     m ← β2 m + (1 − β2) g
 *
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.0001 (the authors advise a third to a tenth of
 * AdamW's, and a weight decay as many times larger), `beta1` 0.9, `beta2` 0.99, `weightDecay` 0.
 * Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", arXiv:2302.06675, algorithm 2.
 */
export const lion = /* @__PURE__ */ factoryWith(lionRule);

/**
 * MADGRAD: dual averaging from the start point, adapted by a cube root, with momentum as an average of the iterates.
 *
 *     g ← g + l2 x
 *     λ = (learningRate + ε) √t
 *     s ← s + λ g
 *     ν ← ν + λ g²
 *     z = x₀ − s / (∛ν + ε)
 *     x ← momentum x + (1 − momentum) z − (learningRate + ε) weightDecay x
 *
 * The ε beside `learningRate`, absent at a `learningRate` of 0, is the authors' code's; the paper has λ = learningRate √t
 * and no decoupled decay. Less decay serves than with other methods, often none. Rates are not those of Adam: tune them.
 * State: three slots of the variable's shape. Defaults: `learningRate` 0.01, `momentum` 0.9, `epsilon` 1e-6, `l2` 0,
 * `weightDecay` 0.
 * Defazio and Jelassi 2022, "Adaptivity without Compromise: A Momentumized, Adaptive, Dual Averaged Gradient Method for
 * Stochastic Optimization", arXiv:2101.11075, algorithm 1.
 */
export const madgrad = /* @__PURE__ */ factoryWith(madgradRule);

/**
 * MARS-AdamW: AdamW of a gradient whose variance a scaled difference of gradients reduces, in its approximate form.
 *
 *     c = g + γ β1 / (1 − β1) (g − g₋)            (g₋: the gradient of the step before; 0 at the first)
 *     c ← c / max(1, ‖c‖)
 *     m ← β1 m + (1 − β1) c
 *     v ← β2 v + (1 − β2) c²
 *     x ← x − learningRate (m̂ / (√v̂ + ε) + weightDecay x),   m̂ = m / (1 − β1ᵗ),  v̂ = v / (1 − β2ᵗ)
 *
 * The exact form takes g₋ on the present batch, at twice the cost. ‖c‖ is over one variable. The authors' code gives plain
 * AdamW to variables that are not matrices unless its `optimize_1d` is set; here all are treated alike.
 * State: three slots of the variable's shape. Defaults: `learningRate` 0.003, `beta1` 0.95, `beta2` 0.99, `gamma` 0.025,
 * `epsilon` 1e-8, `weightDecay` 0.
 * Yuan et al. 2024, "MARS: Unleashing the Power of Variance Reduction for Training Large Models", arXiv:2411.10438.
 */
export const mars = /* @__PURE__ */ factoryWith(marsRule);

/**
 * `sgd` with heavy-ball momentum, or Nesterov's (`nesterov: true`), by the name and default of tf.train.momentum.
 *
 * Defaults: `learningRate` 0.01, `momentum` 0.9, `dampening` 0, `nesterov` false, `l2` 0.
 */
export const momentum = /* @__PURE__ */ factoryWith(momentumRule, { forms });

/**
 * NAdam: Adam with Nesterov's momentum, whose rate grows.
 *
 *     μ(t) = β1 (1 − 0.96^(t momentumDecay) / 2),   P ← P μ(t)
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate ( (1 − μ(t)) / (1 − P) g + μ(t+1) / (1 − P μ(t+1)) m ) / (√v̂ + ε),   v̂ = v / (1 − β2ᵗ)
 *
 * State: two slots of the variable's shape and a scalar for each variable. Defaults: `learningRate` 0.002, `beta1` 0.9, `beta2` 0.999,
 * `epsilon` 1e-8, `momentumDecay` 0.004 (Keras: 1). torch 1.13 multiplied one μ too many.
 * Dozat 2016, "Incorporating Nesterov Momentum into Adam".
 */
export const nadam = /* @__PURE__ */ factoryWith(nadamRule);

/**
 * NAG-GS: Nesterov's accelerated gradient flow, discretised by Gauss and Seidel. Semi-implicit, so that it is stable
 * at step sizes at which gradient descent is not.
 *
 *     γ ← (γ + α μ) / (1 + α)                     ('torch': γ stays at its start value)
 *     v ← (γ v + α μ x − α g(x)) / (γ + α μ)
 *     x ← (x + α v) / (1 + α)
 *
 * The paper's algorithm begins with the line for x, which does nothing there, since v starts at x; begun with the
 * gradient at hand it is this one: x after k steps is the paper's x after k + 1. The authors' PyTorch code computes the
 * new γ and drops it: 'torch'. In 'paper', `gamma` is the value at the start; changed later, it has no effect.
 * State: one slot of the variable's shape and a scalar for each variable. Defaults: `variant` 'paper', `alpha` 0.05, `mu` 1, `gamma`
 * 1.5 (the authors' JAX code). `alpha` is the step size that `optimizer.learningRate` reads and sets. On a quadratic
 * with curvatures from μ to L, constant γ: best α = (μ + γ + 2 √(γ L)) / (L − μ). Where L is much larger than μ that is just
 * below where it diverges; for γ = μ and L = 3 μ it is 2.73, against 4.83, and for L ≤ 2 μ no α diverges.
 * Leplat, Merkulov, Katrutsa, Bershatsky, Tsymboi and Oseledets 2022, "NAG-GS: Semi-Implicit, Accelerated and Robust
 * Stochastic Optimizer", arXiv:2209.14937, algorithm 1.
 */
export const nagGs = /* @__PURE__ */ factoryWith(nagGsRule);

/**
 * Normalized gradient descent: a step of the length `learningRate` whatever the gradient's.
 *
 *     x ← x − learningRate g / (‖g‖ + ε)
 *
 * ‖g‖ is over all variables of the step together. A gradient of 0 moves nothing. At a constant learning rate it oscillates
 * around the minimum at half that distance; theory has learningRate ∝ 1/√t: give a schedule.
 * Keeps no state. Defaults: `learningRate` 0.01, `epsilon` 1e-8.
 * Nesterov 1984, "Minimization methods for nonsmooth convex and quasiconvex functions"; Hazan, Levy and Shalev-Shwartz
 * 2015, "Beyond Convexity: Stochastic Quasi-Convex Optimization", arXiv:1507.02030.
 */
export const normalizedSgd = /* @__PURE__ */ factoryWith(normalizedSgdRule);

/**
 * NovoGrad: every gradient is divided by a running norm of its layer before it enters the momentum.
 *
 *     v ← β2 v + (1 − β2) ‖g‖²                  v ← ‖g‖² at the first g that is not 0; one number for each variable
 *     m ← β1 m + ( g / (√v + ε) + weightDecay x )
 *     x ← x − learningRate m                    (`gradAveraging`: 1 − β1 before the bracket)
 *
 * State: one slot of the variable's shape and one scalar for each variable, half of Adam's. Defaults: `learningRate`
 * 0.01, `beta1` 0.95, `beta2` 0.98, `epsilon` 1e-8, `weightDecay` 0, `gradAveraging` false.
 * Ginsburg et al. 2019, "Stochastic Gradient Methods with Layer-wise Adaptive Moments for Training of Deep Networks",
 * arXiv:1905.11286, algorithm 1.
 */
export const novograd = /* @__PURE__ */ factoryWith(novogradRule);

/**
 * OASIS: gradient descent scaled by the diagonal of the Hessian, with a step size that follows from how far the gradient
 * and the weights went.
 *
 *     D ← β2 D + (1 − β2) H                     H: estimate of diag ∇²L; an element of D is its first that is not 0
 *     D̂ = max(|D|, alpha)
 *     η ← min(√(1 + θ) η, ‖x − x₋‖ / 2‖g − g₋‖*),   θ ← η / η₋          η is learningRate at the first step, θ ∞
 *     x ← x − η g / D̂
 *
 * ‖·‖² = Σ D̂ (·)² and ‖·‖*² = Σ (·)² / D̂ over all variables; x₋, g₋, η₋ are those of the step before. Where x = x₋ or g = g₋
 * the second bound says nothing: the first one holds, and while θ is ∞, η stays. g and g₋ should be gradients of one function: on minibatches their difference is mostly noise, and η becomes
 * too small. So use large batches, or the whole.
 * Measured by `hutchinson({ initialSamples: 10 })` unless `gradient` says otherwise.
 * State: three slots of the variable's shape, and two scalars for all. Defaults: `learningRate` 0.1 (of the
 * first step alone), `beta2` 0.99, `alpha` 0.01. The authors' defaults are not known to us.
 * Jahani et al. 2022, "Doubly Adaptive Scaled Algorithm for Machine Learning Using Second-Order Information",
 * arXiv:2109.05198, the adaptive-learning-rate algorithm.
 */
export const oasis = /* @__PURE__ */ factoryWith(oasisRule, { curvature: /* @__PURE__ */ hutchinson({ initialSamples: 10 }) });

/**
 * Prodigy: Adam that finds its own learning rate, d, an estimate from below of the distance to the solution.
 *
 *     λ = learningRate d                            (`biasCorrection`: times √(1 − β2ᵏ) / (1 − β1ᵏ))
 *     n ← β3 n + d/d₀ λ ⟨g, x₀ − x⟩                 (β3 = √β2)
 *     m ← β1 m + (1 − β1) d g
 *     v ← β2 v + (1 − β2) d² g²
 *     s ← β3 s + d/d₀ λ g                           (`safeguardWarmup`: d for λ)
 *     d̂ = dCoef n / ‖s‖₁,   d ← min(max(d, d̂), growthRate d)
 *     x ← (1 − λ weightDecay) x − λ m / (√v + d ε)
 *
 * ⟨·,·⟩ and ‖·‖₁ are over all variables together. The maximum is over all d̂ so far; while d is still d₀, d̂ may exceed
 * `growthRate` d. λ has the old d, d ε the new one. A step where s is 0 everywhere changes nothing and does not count in k.
 * State: four slots of the variable's shape and four scalars. Defaults: `learningRate` 1 (a factor: leave it, or give a
 * schedule that ends at 0), `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-8, `weightDecay` 0, `d0` 1e-6, `dCoef` 1 (0.5 or 2 for
 * smaller or larger steps), `growthRate` no limit, `biasCorrection` false, `safeguardWarmup` false (true with a warm-up).
 * Mishchenko and Defazio 2023, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner", arXiv:2306.06101; in the order of
 * the authors' code.
 */
export const prodigy = /* @__PURE__ */ factoryWith(prodigyRule);

/**
 * Proximal gradient descent for f(x) + l1 Σ |x_j|, where f is the loss alone; with `momentum` it is accelerated:
 *
 *     y ← x + momentum (x − p)                          the gradient is measured at y
 *     p ← x
 *     x ← S(y − learningRate ∇f(y), learningRate l1),   S(z, s) = z − min(max(z, −s), s)
 *
 * so that weights become exactly zero. Without momentum it is ISTA. Momentum (t − 1) / (t + 2) at step t, such as
 * `momentum: (step) => (step - 1) / (step + 2)` (a `defineSchedule` where it is to be saved), makes it FISTA, and with `l1`
 * 0 Nesterov's method for convex functions.
 * Between steps the variables hold x. It needs `minimize` (or `model.fit`): gradients from elsewhere are an error.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.01 (1 / L, where L is the largest curvature of f),
 * `momentum` 0, `l1` 0.01.
 * Beck and Teboulle 2009, "A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems",
 * doi:10.1137/080716542; Nesterov 1983; the momentum: Su, Boyd and Candès 2016, arXiv:1503.01243.
 */
export const proximalGradient = /* @__PURE__ */ factoryWith(proximalGradientRule);

/**
 * QHAdam: Adam whose moments are averaged once more with the gradient at hand.
 *
 *     g ← g + l2 x,   x ← (1 − learningRate weightDecay) x
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate ((1 − ν1) g + ν1 m̂) / (√((1 − ν2) g² + ν2 v̂) + ε)
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). ν1 = ν2 = 1 is Adam.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `nu1` 0.7, `nu2` 1, `beta1` 0.995, `beta2` 0.999
 * (what the authors advise; the defaults of their code are Adam's), `epsilon` 1e-8, `l2` 0, `weightDecay` 0.
 * Ma and Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning", arXiv:1810.06801.
 */
export const qhadam = /* @__PURE__ */ factoryWith(qhadamRule);

/**
 * RAdam: Adam, rectified while its second moment has seen too little.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate s(t) m / (√v + ε)        where the rectification s(t) is defined: from ρ(t) ≥ 5 on
 *     x ← x − learningRate m / (1 − β1ᵗ)            before; nothing if `degeneratedToSgd` is false
 *
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.001, `beta1` 0.9, `beta2` 0.999 (above 0.6), `epsilon`
 * 1e-8, `degeneratedToSgd` true, as in the paper and torch (the authors' code: false).
 * Liu et al. 2020, "On the Variance of the Adaptive Learning Rate and Beyond", arXiv:1908.03265, algorithm 2.
 */
export const radam = /* @__PURE__ */ factoryWith(radamRule);

/**
 * RMSprop:
 *
 *     v ← ρ v + (1 − ρ) g²
 *     'torch':  b ← momentum b + g / (√v + ε)                  x ← x − learningRate b
 *     'tf':     b ← momentum b + learningRate g / √(v + ε)     x ← x − b
 *
 * and if `centered`, v − q² for v in the second line, where q ← ρ q + (1 − ρ) g. 'torch' is torch.optim's; 'tf' that of
 * tf.train and of Keras, but for `centered` in tf.train, which subtracts ε and so has no number where the variance is
 * below it.
 *
 * State: two slots of the variable's shape, three if `centered`. Defaults: `variant` 'torch', `learningRate` 0.001, `rho`
 * 0.9 (`decay` in tf.train), `momentum` 0, `epsilon` 1e-8 (tf and Keras: 1e-7), `centered` false.
 * Tieleman and Hinton 2012, lecture 6.5 of "Neural Networks for Machine Learning"; centered: Graves 2013,
 * "Generating Sequences With Recurrent Neural Networks", arXiv:1308.0850.
 */
export const rmsprop = /* @__PURE__ */ factoryWith(rmspropRule, { forms });

/**
 * Schedule-free AdamW: `scheduleFreeSgd` with Adam's scaling.
 *
 *     y ← (1 − β1) z + β1 x                     the gradient g is measured at y
 *     v ← β2 v + (1 − β2) g²
 *     z ← z − γ ( g / (√v̂ + ε) + weightDecay y )
 *     x ← (1 − c) x + c z
 *
 * with v̂ = v / (1 − β2ᵗ), and γ and c as there; with the option `innerMomentum` ê stands for g in the third line, where
 * e ← innerMomentum e + (1 − innerMomentum) g and ê = e / (1 − innerMomentumᵗ). Between steps the variables hold x, and
 * it needs `minimize` or `model.fit`; see `scheduleFreeSgd`.
 * As Adam's, its first step is γ in every element that has a gradient, and x is all of it (c = 1): with many weights the loss may
 * double at a γ that is right later. That is the algorithm, to the digits of the authors' code; `warmupSteps` is their remedy.
 * State: two slots of the variable's shape, three with `innerMomentum`, and two scalars for each variable. Defaults: `learningRate` 0.0025,
 * `beta1` 0.9, `beta2` 0.999, `epsilon` 1e-8, `weightDecay` 0, `warmupSteps` 0, `r` 0, `weightLrPower` 2, `innerMomentum` 0.
 * Defazio et al. 2024, "The Road Less Scheduled", arXiv:2405.15682.
 */
export const scheduleFreeAdamw = /* @__PURE__ */ factoryWith(scheduleFreeAdamwRule, { forms });

/**
 * Schedule-free SGD: no learning-rate schedule and no length of training to be known beforehand.
 *
 *     y ← (1 − β) z + β x                       the gradient is measured at y
 *     z ← z − γ (∇f(y) + weightDecay y)
 *     x ← (1 − c) x + c z
 *
 * with γ = learningRate min(1, t / warmupSteps) and c = w / Σ w over the steps so far, w = tʳ (max γ)^weightLrPower.
 *
 * Between steps the variables hold x, the average, which is the point to evaluate and to save: there is no mode to
 * switch, as in the authors' code, where they hold y. In return it needs `minimize` (or `model.fit`), which goes to y
 * and back; gradients from elsewhere are an error. The statistics of batch normalization are those at y.
 * State: one slot of the variable's shape (z) and two scalars for each variable. Defaults: `learningRate` 1, `beta` 0.9, `warmupSteps` 0,
 * `weightDecay` 0, `r` 0, `weightLrPower` 2.
 * Defazio et al. 2024, "The Road Less Scheduled", arXiv:2405.15682.
 */
export const scheduleFreeSgd = /* @__PURE__ */ factoryWith(scheduleFreeSgdRule);

/**
 * Stochastic gradient descent; with heavy-ball momentum, or Nesterov's (`nesterov: true`), in the form of torch.optim.SGD:
 *
 *     g ← g + l2 x
 *     b ← momentum b + (1 − dampening) g        (b ← g at the first step)
 *     x ← x − learningRate b                    (Nesterov: x ← x − learningRate (g + momentum b))
 *
 * Without momentum x ← x − learningRate g, and there is no b. tf.train.momentum is this too, named `momentum` here. Keras has
 * the learning rate in b, which differs only while it changes.
 *
 * State: none, or one slot of the variable's shape. Defaults: `learningRate` 0.01, `momentum` 0, `l2` 0; with a `momentum` also
 * `dampening` 0, `nesterov` false. The first step is the variable's own.
 * Robbins and Monro 1951, "A Stochastic Approximation Method"; Polyak 1964, "Some methods of speeding up the convergence of
 * iteration methods"; Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning".
 */
export const sgd = /* @__PURE__ */ factoryWith(sgdRule, { forms });

/**
 * signSGD: every coordinate moves by the same length.
 *
 *     x ← (1 − learningRate weightDecay) x − learningRate sign(g)
 *
 * sign(0) is 0, as in the authors' experiments. Keeps no state; with momentum it is `signum`. At a constant learning rate
 * it oscillates around the minimum at that distance.
 * Defaults: `learningRate` 0.01 (MXNet's), `weightDecay` 0.
 * Bernstein, Wang, Azizzadenesheli and Anandkumar 2018, "signSGD: Compressed Optimisation for Non-Convex Problems",
 * arXiv:1802.04434, algorithm 1.
 */
export const signSgd = /* @__PURE__ */ factoryWith(signSgdRule);

/**
 * Signum: signSGD with momentum.
 *
 *     m ← momentum m + (1 − momentum) g
 *     x ← (1 − learningRate weightDecay) x − learningRate sign(m)
 *
 * sign(0) is 0. `weightDecay` is `wd_lh` of the authors' optimizer in MXNet.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.01, `momentum` 0.9 (MXNet's), `weightDecay` 0.
 * Bernstein, Wang, Azizzadenesheli and Anandkumar 2018, "signSGD: Compressed Optimisation for Non-Convex Problems",
 * arXiv:1802.04434, algorithm 2.
 */
export const signum = /* @__PURE__ */ factoryWith(signumRule);

/**
 * Simplified AdEMAMix: the fast average of the gradient is the gradient itself, and the slow one a sum.
 *
 *     m ← β1(t) m + g
 *     v ← β2 v + (1 − β2) g²
 *     x ← x − learningRate ( (α g + m) / (√v̂ + ε) + weightDecay x ),   v̂ = v / (1 − β2ᵗ)
 *
 * β1(t) grows from `minBeta1` to β1 over `beta1Warmup` steps as in AdEMAMix; 0 means no warm-up. m is a sum: where Adam's
 * average is used, the step is 1 / (1 − β1) times as long, so `learningRate` must be that much smaller. With
 * `biasCorrection1` the direction α g + m is divided by the sum of m's weights, N ← β1(t) N + 1.
 * State: two slots of the variable's shape and a scalar for each variable. Defaults: `learningRate` 0.0001, `beta1` 0.99, `beta2` 0.95,
 * `alpha` 0, `beta1Warmup` 0, `minBeta1` 0.9, `epsilon` 1e-8, `biasCorrection1` false, `weightDecay` 0 (the authors' code).
 * Morwani, Vyas, Zhang and Kakade 2025, "Connections between Schedule-Free Optimizers, AdEMAMix, and Accelerated SGD
 * Variants", arXiv:2502.02431.
 */
export const simplifiedAdemamix = /* @__PURE__ */ factoryWith(simplifiedAdemamixRule);

/**
 * Sophia-G: momentum over the diagonal of the Gauss-Newton matrix, clipped element by element.
 *
 *     h ← β2 h + (1 − β2) H                     H: estimate of the diagonal, where there is one
 *     m ← β1 m + (1 − β1) g
 *     x ← (1 − learningRate weightDecay) x − learningRate sign(m) min(|m| / (ρ h + 1e-15), 1)
 *
 * Until there is an estimate this is the sign of m. Needs `gradient: gaussNewtonBartlett({ sampledLoss, batchSize })`, whose
 * factor B the authors' code multiplies in here.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.0001, `beta1` 0.965, `beta2` 0.99, `rho` 0.04,
 * `weightDecay` 0.1.
 * Liu et al. 2024, "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model Pre-training",
 * arXiv:2305.14342; in the form of the authors' code.
 */
export const sophiaG = /* @__PURE__ */ factoryWith(sophiaGRule);

/**
 * Sophia-H: momentum over the diagonal of the Hessian, clipped element by element.
 *
 *     h ← β2 h + (1 − β2) H                     H: estimate of diag ∇²L, where there is one
 *     m ← β1 m + (1 − β1) g
 *     x ← (1 − learningRate weightDecay) x − learningRate clip(m / max(γ h, ε), −1, 1)
 *
 * Where h is not above 0 this is the sign of m. Measured by `hutchinson({ every: 10, distribution: 'normal' })` unless
 * `gradient` says otherwise.
 * State: two slots of the variable's shape. Defaults: `learningRate` 0.0001, `beta1` 0.96, `beta2` 0.99, `gamma` 0.01,
 * `epsilon` 1e-12, `weightDecay` 0.2.
 * Liu et al. 2024, "Sophia: A Scalable Stochastic Second-order Optimizer for Language Model Pre-training",
 * arXiv:2305.14342, algorithm 3 with Hutchinson's estimator.
 */
export const sophiaH = /* @__PURE__ */ factoryWith(sophiaHRule, { curvature: /* @__PURE__ */ hutchinson({ every: 10, distribution: 'normal' }) });

/**
 * Tiger: Lion with one decay for both its averages; the least state that momentum needs.
 *
 *     m ← β m + (1 − β) g
 *     x ← x − learningRate (sign(m) + weightDecay x)
 *
 * The author's code goes by variables' names: it multiplies the learning rate of a kernel by the root mean square of
 * its elements, halves that of biases and spares them the decay. Here all are treated alike, so `learningRate` must be smaller
 * for kernels of small numbers.
 * State: one slot of the variable's shape. Defaults: `learningRate` 0.001, `beta` 0.965, `weightDecay` 0.01.
 * Su 2023, "Tiger: A Tight-fisted Optimizer", github.com/bojone/tiger.
 */
export const tiger = /* @__PURE__ */ factoryWith(tigerRule);

/**
 * Yogi: Adam whose second moment changes by no more than the squared gradient, so that it cannot forget quickly.
 *
 *     m ← β1 m + (1 − β1) g
 *     v ← v − (1 − β2) sign(v − g²) g²
 *     'addons':  x ← x − learningRate √(1 − β2ᵗ) m̂ / (√v + ε)
 *     'optax':   x ← x − learningRate m̂ / (√v̂ + ε)
 *
 * with m̂ = m / (1 − β1ᵗ), v̂ = v / (1 − β2ᵗ). v starts at `initialAccumulatorValue`, and in 'optax' m does too.
 * 'addons' is TensorFlow Addons', 'optax' also that of the PyTorch ports; the paper's algorithm, as it is commonly
 * given, corrects no bias.
 * State: two slots of the variable's shape (v less its start). Defaults: `variant` 'addons', `learningRate` 0.01, `beta1`
 * 0.9, `beta2` 0.999, `epsilon` 1e-3, `initialAccumulatorValue` 1e-6.
 * Zaheer, Reddi, Sachan, Kale and Kumar 2018, "Adaptive Methods for Nonconvex Optimization", NeurIPS.
 */
export const yogi = /* @__PURE__ */ factoryWith(yogiRule);

/**
 * Adafactor: Adam's second moment kept as one sum for each row and one for each column of a matrix.
 *
 *     r ← β r + (1 − β) mean over columns (g² + ε1),   c ← β c + (1 − β) mean over rows (g² + ε1),   β = 1 − t^beta2Decay
 *     u = g / √(r c / mean r)                   vectors keep their whole second moment v, and u = g / √v
 *     u ← u / max(1, RMS(u) / clipThreshold)
 *     x ← x − α (u + weightDecay x),   α = ρ max(ε2, RMS(x))
 *
 * with ρ = min(learningRate, 1 / √t) if `relativeStep`, else learningRate; α = ρ without `scaleParameter`. Tensors of more
 * than two axes are treated as matrices of their last two. Without momentum, as in the paper's recommendation.
 * State: for a variable of shape [… n, m] slots of shapes [… n] and [… m]; for a vector one of its shape. Runs on tensors,
 * unfused. Defaults: `learningRate` 0.01, `beta2Decay` -0.8, `epsilon1` 1e-30 (ε1; not where tensors are kept in half
 * precision), `epsilon2` 0.001, `clipThreshold` 1, `relativeStep` true, `scaleParameter` true, `weightDecay` 0.
 * Shazeer and Stern 2018, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost", arXiv:1804.04235, algorithm 4.
 */
export const adafactor = /* @__PURE__ */ tensorFactoryWith(adafactorRule);

/**
 * Muon: momentum whose singular values are made one.
 *
 *     m ← μ m + (1 − μ) g,   u = μ m + (1 − μ) g with `nesterov`, else m
 *     x ← x − α weightDecay x − α √max(1, outputs / inputs) NewtonSchulz(u)
 *
 * for variables of two or more axes, taken as matrices of inputs (all axes but the last) by outputs (the last). All others,
 * and those of a group with `useMuon: false`, are trained by AdamW with the options `adam…`: the authors' advice for
 * embeddings and the last layer. `groups: [{ match: 'embedding', options: { useMuon: false } }]`.
 * Newton–Schulz runs in float32, where the authors' runs in bfloat16.
 * Cost: one gradient, and `steps` times three matrix products for each matrix. State: one slot of the variable's shape for
 * a matrix, two for others. Runs on tensors, unfused. Defaults: `learningRate` 0.02, `momentum` 0.95 (μ), `nesterov` true,
 * `weightDecay` 0, `steps` 5, `useMuon` true, `adamLearningRate` 3e-4, `adamBeta1` 0.9, `adamBeta2` 0.95, `adamEpsilon`
 * 1e-10.
 * Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks".
 */
export const muon = /* @__PURE__ */ tensorFactoryWith(muonRule);

/**
 * PSGD with one matrix without structure for all parameters as one vector, fitted to the Hessian H: Newton's method without
 * a solve, for small problems.
 *
 *     P = Q'Q minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),   h = H v + (damping + relativeDamping |H v|) w
 *     a = P h,   ℓ = a'a + v'v,   L ← max(β L + (1 − β) ℓ, ℓ)
 *     Q ← Q − μ/L (a a' − v v') Q, then a rotation towards symmetry            `geometry` 'Q0p5EQ1p5', the authors' default
 *     x ← x − α min(1, maxNorm / |d|) d,   d = P m
 *
 * with μ = `preconditionerLearningRate`, β = `lipschitzDecay`, and the geometries of `psgdKron`; 'EQ' has a = Q h and Q'⁻¹ v
 * for v, which it solves for on the host: not on webgpu in Node. v and H v are measured as for `psgdKronNewton`. When a step has
 * another number of parameters than the last, as a variable is added, frozen or without gradient, all start anew.
 * Draws: w; what a rotation needs. `random` is another source of them, which cannot be saved.
 * Cost: the gradient, 1.5 to 2 more for H v, and about four products of n³ for n parameters. State: n + 1 numbers for each
 * parameter; more than `maxParameters` of them are an error. Runs on tensors, unfused. Defaults: `learningRate` 0.01,
 * `maxNorm` 0 (no limit), `maxParameters` 4096, others as in `psgdKron`.
 * Li 2015, "Preconditioned Stochastic Gradient Descent", arXiv:1512.04202; Pooladzandi and Li 2024, arXiv:2402.04553; the
 * rules are those of the author's code.
 */
export const psgdDense = /* @__PURE__ */ tensorFactoryWith(psgdDenseRule, { measuring: /* @__PURE__ */ hessianVector() });

/**
 * PSGD with a Kronecker product of one factor for each axis, as `psgdKron`, fitted to the Hessian H:
 *
 *     P = Q'Q minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),   h = H v + (damping + relativeDamping |H v|) w
 *     cᵢ I of `psgdKron` is Gᵢ(v) here, and ℓ = |Gᵢ(X) + Gᵢ(v)|
 *     x ← x − α min(1, maxNorm / |d|) d,   d = P m, its norm over all variables
 *
 * so that P → |H|⁻¹: saddles repel. v and H v are measured by `hessianVector`, the default of `gradient`; give
 * `gradient: hessianVector({ probability: 0.1 })` to measure and fit now and then, `method: 'differences'` for what has no
 * forward mode. Nothing moves before the first measurement that is finite and not all 0. Q starts there as `initialScale` I, 0
 * for (mean v²)^(1/4) (max over tensors of mean (H v)⁴ + damping⁴)^(−1/8): where curvature is all but 0, as in flat regions,
 * steps are as long as Newton's; `maxNorm` bounds them.
 * Cost: the gradient, 1.5 to 2 more for H v, and the products of `psgdKron`. State as there. Defaults: `learningRate` 0.01,
 * `maxNorm` 0 (no limit), others as there.
 * Li 2015, arXiv:1512.04202; Pooladzandi and Li 2024, arXiv:2402.04553; the rules are those of the author's code.
 */
export const psgdKronNewton = /* @__PURE__ */ tensorFactoryWith(psgdKronNewtonRule, { measuring: /* @__PURE__ */ hessianVector() });

/**
 * PSGD with a Kronecker product of one factor for each axis, fitted so that it whitens gradients:
 *
 *     P = Q'Q,  Q = Q₁ ⊗ Q₂ ⊗ …,   minimises E[h' P h + v' P⁻¹ v],   h = g + (damping + relativeDamping |g|) w,   v, w ~ N(0, I)
 *     X = P h;   of each factor Gᵢ(X) = X contracted with itself over the other axes,  cᵢ = size / sizeᵢ
 *     ℓ = |Gᵢ(X)| + cᵢ,   L ← max(β L + (1 − β) ℓ, ℓ)
 *     Qᵢ ← Qᵢ − μ/L (Gᵢ(X) − cᵢ I) Qᵢ, then a rotation towards symmetry            `geometry` 'Q0p5EQ1p5', the authors' default
 *     m ← βₜ m + (1 − βₜ) g,  βₜ = min(t / (t + 1), momentum);   d = P m
 *     d ← d min(1, maxAverageAmplitude / RMS(d)), within ± maxAmplitude;   x ← x − α d
 *
 * with μ = `preconditionerLearningRate`, β = `lipschitzDecay`. Other geometries, by the authors' names of dQ: 'EQ'
 * (triangular Q, fitted to pairs (v, h), for which it solves systems on the host: an error on webgpu in Node), 'QEQ', 'QEP', 'QUAD',
 * and 'PRO4P', 'QUAD4P', which fit P itself ('PRO4P' turns it ten times, the author's code until it is symmetric). |·| is a
 * lower bound of the spectral norm from 32 random vectors. An axis is diagonal if it is longer than `maxSize` (0: no limit)
 * or its length squared is above `maxSkew` times the tensor's size: with 1, vectors are. Q starts as `initialScale` I, 0 for
 * (max over tensors of mean g⁴ + damping⁴)^(−1/8) of the first gradients that are finite and not all 0: batches before leave
 * all as it was (on GPUs, from which nothing is read, they count in βₜ). A huge first gradient leaves P small, and it grows
 * by no more than 1 / (1 − μ)² or so at a step. Q is fitted with probability `updateProbability`
 * at a step, before it is used if `updateFirst`, to gradients if `whitenGrad`, else to momentum.
 * Draws, in this order: a uniform number; of each variable w, what norms and rotations need, and a uniform number (not for
 * 'QEP'). `random` is another source of them, which cannot be saved.
 * Cost: one gradient, and about six products of n² size/n for each dense axis of length n, 160 n² for its norms. State: one
 * slot of the variable's shape, and n² + 1 numbers for a dense axis, n + 1 for a diagonal one. Runs on tensors, unfused.
 * Defaults: `learningRate` 0.001, `preconditionerLearningRate` 0.1, `lipschitzDecay` 0.9, `damping` 1e-9, `relativeDamping`
 * 2⁻²³ (float32's precision), `momentum` 0, `initialScale` 0, `updateProbability` 1, `updateFirst` true, `whitenGrad` true,
 * `maxAverageAmplitude` 2, `maxAmplitude` 10, `maxSize` 0, `maxSkew` 1, `seed` 0.
 * Li 2015, "Preconditioned Stochastic Gradient Descent", arXiv:1512.04202; Pooladzandi and Li 2024, "Curvature-Informed SGD
 * via General Purpose Lie-Group Preconditioners", arXiv:2402.04553; the rules are those of the author's code. The package
 * kron_torch is another algorithm, which no options make of this one: it whitens a debiased momentum with the noise added to
 * what is applied, tracks no bounds, and updates by a counter.
 */
export const psgdKron = /* @__PURE__ */ tensorFactoryWith(psgdKronRule);

/**
 * PSGD with a diagonal matrix and a correction of low rank, as `psgdLra`, fitted to the Hessian H:
 *
 *     P → |H|⁻¹ from pairs v ~ N(0, I), h = H v + (damping + relativeDamping |H v|) w
 *     x ← x − α min(1, maxNorm / |d|) d,   d = P m
 *
 * measured as for `psgdKronNewton`. Cost: the gradient, 1.5 to 2 more for H v, and the products of `psgdLra`. State as there.
 * Defaults: `learningRate` 0.01, `maxNorm` 0 (no limit), others as there.
 * Pooladzandi and Li 2024, arXiv:2402.04553; the rule is that of the author's code.
 */
export const psgdLraNewton = /* @__PURE__ */ tensorFactoryWith(psgdLraNewtonRule, { measuring: /* @__PURE__ */ hessianVector() });

/**
 * PSGD with a diagonal matrix and a correction of low rank, for all parameters as one vector, fitted so that it whitens
 * gradients:
 *
 *     P = Q'Q,  Q = (I + U V') diag(d),   minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),  h = g + (damping + relativeDamping |g|) v
 *     U, V rescaled and rotated so that U'U comes nearer to V'V;   a = Q h,  b = Q'⁻¹ v,  M = I + V'U
 *     d ← d − μ/L (P h ⊙ h − v ⊙ P⁻¹ v) ⊙ d
 *     by a coin, either  U ← U − μ/L (a a'V − b b'V) M   or   V ← V − μ/L ((a + V U'a) a'U − (b + V U'b) b'U)
 *
 * with L, one for each of U, V and d, momentum, clipping (here over all parameters) and options as in `psgdKron`. `rank` is
 * the number of columns of U and V, 0 for a diagonal matrix. M is inverted by elimination, on the backend. Draws: U and V at
 * the first step; a uniform number; v; a uniform number.
 * Cost: one gradient, and about 14 `rank` multiplications for each parameter. State: 2 `rank` + 2 numbers, 88 bytes by
 * default, for each parameter. Runs on tensors, unfused. Defaults: `rank` 10, others as in `psgdKron`.
 * Pooladzandi and Li 2024, "Curvature-Informed SGD via General Purpose Lie-Group Preconditioners", arXiv:2402.04553; the
 * rule is that of the author's code.
 */
export const psgdLra = /* @__PURE__ */ tensorFactoryWith(psgdLraRule);

/**
 * PSGD with a diagonal and an antidiagonal, as `psgdXmat`, fitted to pairs v ~ N(0, I), h = H v of the Hessian H, so that
 * P → |H|⁻¹. They are measured as for `psgdKronNewton`; nothing moves before the first that is finite and not all 0. a starts
 * as `initialScale`, 0 for (mean v²)^(1/4) (mean h⁴ + 1e-36)^(−1/8).
 * Cost: the gradient, 1.5 to 2 more for H v, and the products of `psgdXmat`. State and defaults as there.
 * Li 2015, arXiv:1512.04202; the rule is that of the author's older code.
 */
export const psgdXmatNewton = /* @__PURE__ */ tensorFactoryWith(psgdXmatNewtonRule, { measuring: /* @__PURE__ */ hessianVector() });

/**
 * PSGD with a diagonal and an antidiagonal, for all parameters as one vector, fitted so that it whitens gradients:
 *
 *     P = Q'Q,  Q = diag(a) + antidiag(b),   minimises E[h' P h + v' P⁻¹ v],   v ~ N(0, I),   h = g + 2⁻¹³ mean|g| v
 *     y = Q h,  w = Q'⁻¹ v;   F x = x backwards
 *     δa = y² − w²,   δb = y F y − w F w,   μ = preconditionerLearningRate / max(y² + w²)
 *     a ← a − μ (δa a + δb F b),   b ← b − μ (δa b + δb F a)
 *     m ← momentum m + (1 − momentum) g,   x ← x − α min(1, maxNorm / |P m|) P m
 *
 * `stepNormalizer` 'first' takes μ = preconditionerLearningRate / max(|δa|, |δb|); the author's rate is 0.01 there. a starts
 * as `initialScale`, 0 for (mean g⁴ + 1e-36)^(−1/8) of the first gradients that are finite and not all 0, as in `psgdKron`, b as 0. Each parameter is paired with the one as far from the other end, so the
 * order in which variables were made matters, and Q starts anew at a step of more or fewer of them. Q is fitted with
 * probability `updateProbability` at a step. Draws: a uniform number; v.
 * Cost: one gradient, and about 30 multiplications for each parameter. State: three slots of the variable's shape. Runs on
 * tensors, unfused. Defaults: `learningRate` 0.01, `preconditionerLearningRate` 0.1, `stepNormalizer` 'second', `momentum`
 * 0, `initialScale` 0, `maxNorm` 0 (no limit), `updateProbability` 1, `seed` 0.
 * Li 2015, arXiv:1512.04202; Li 2019, "Preconditioner on Matrix Lie Group for SGD", arXiv:1809.10232; the rule is that of
 * the author's older code.
 */
export const psgdXmat = /* @__PURE__ */ tensorFactoryWith(psgdXmatRule);

/**
 * Shampoo: AdaGrad with a full matrix for each axis of a tensor.
 *
 *     L ← L + G G',   R ← R + G' G
 *     X ← X − α (L + ε I)^(−1/4) G (R + ε I)^(−1/4)
 *
 * for a matrix; a tensor of k axes has a matrix for each, of power −1/(2k). No grafting, no momentum. The roots are taken in
 * float64 on the host, every `preconditionFrequency` steps (the paper: each) from the first gradient on that is not 0, which is
 * an error on webgpu in Node. An axis longer than `maxSize` goes without.
 * Cost: one gradient, and for an axis of length n one product n² size/n and, when roots are taken, a symmetric
 * eigendecomposition, O(n³) on the host. State: 2 n² numbers for each axis of length n. Runs on tensors, unfused. Defaults:
 * `learningRate` 0.1, `epsilon` 1e-4, `preconditionFrequency` 1, `maxSize` 1024.
 * Gupta, Koren and Singer 2018, "Shampoo: Preconditioned Stochastic Tensor Optimization", arXiv:1802.09568, algorithms 1, 2.
 */
export const shampoo = /* @__PURE__ */ tensorFactoryWith(shampooRule);

/**
 * SOAP: Adam in the eigenbasis of Shampoo's matrices.
 *
 *     G' = Q_L' G Q_R,   m ← β1 m + (1 − β1) g,   M' = Q_L' m Q_R,   v ← β2 v + (1 − β2) G'²
 *     x ← x − α √(1 − β2^t) / (1 − β1^t) · Q_L (M' / (√v + ε)) Q_R',   then x ← x − α weightDecay x
 *     L ← β2 L + (1 − β2) G G',   R ← β2 R + (1 − β2) G' G
 *     every `preconditionFrequency` steps: Q from one orthogonal iteration on L and R, v in the order of the eigenvalues
 *
 * The first gradient of a variable that is not 0 finds Q, by eigendecomposition, and moves nothing. t counts from the step after. Vectors and
 * scalars, unless `precondition1d`, and axes longer than `maxSize` go without a basis. Bases are found in float64 on the
 * host, which is an error on webgpu in Node; the authors' code does so in float32. Where G has less rank than an axis is long the basis of the rest is arbitrary, and so is the trajectory: no two
 * implementations agree there.
 * Cost: one gradient, six products of n² size/n for an axis of length n, and now and then O(n³) on the host. State: two
 * slots of the variable's shape, and 2 n² numbers for each axis of length n. Runs on tensors, unfused. Defaults:
 * `learningRate` 0.003, `beta1` 0.95, `beta2` 0.95, `epsilon` 1e-8, `weightDecay` 0.01, `preconditionFrequency` 10,
 * `precondition1d` false, `maxSize` 10000.
 * Vyas et al. 2024, "SOAP: Improving and Stabilizing Shampoo using Adam", arXiv:2409.11321.
 */
export const soap = /* @__PURE__ */ tensorFactoryWith(soapRule);

/**
 * The cautious form of an optimizer (C-AdamW, C-Lion …): elements whose step u would go up the present gradient stay, and
 * the others go further, so that the mean length remains:
 *
 *     φ ← 1 where u g < 0, else 0
 *     x ← x + u φ / max(mean φ, leastShare)     mean over the variable
 *
 * u is the optimizer's step without decoupled weight decay, which is added as it is. Momenta are not changed.
 * Default: `leastShare` 0.001, as the authors' code.
 * Liang, Chen, Liu and Liu 2024, "Cautious Optimizers: Improving Training with One Line of Code", arXiv:2411.16085.
 */
export const cautious = /* @__PURE__ */ wrapperWith(cautiousWrapper);

/**
 * Scales all gradients of a step by one factor, down to the norm c = `globalClipnorm` where they are longer together, as
 * Keras's `global_clipnorm` and torch's clip_grad_norm_ (which adds 1e-6 to the norm):
 *
 *     g ← g c / max(‖all g‖, c)
 *
 * Where an element is infinite it becomes NaN and all others 0; a NaN anywhere makes all variables NaN; see
 * `skipIfNotFinite`. Default: `globalClipnorm` 1.
 * Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", arXiv:1211.5063.
 */
export const clipByGlobalNorm = /* @__PURE__ */ wrapperWith(clipByGlobalNormWrapper);

/**
 * Scales the gradient of each variable down to the norm c = `clipnorm` where it is longer, as Keras's `clipnorm`:
 *
 *     g ← g c / max(‖g‖, c)
 *
 * Where an element is infinite it becomes NaN and the others 0; a NaN makes all of its variable NaN; see
 * `skipIfNotFinite`. Default: `clipnorm` 1.
 * Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", arXiv:1211.5063.
 */
export const clipByNorm = /* @__PURE__ */ wrapperWith(clipByNormWrapper);

/**
 * Clips every element of the gradient to [−clipvalue, clipvalue] before the optimizer sees it, as Keras's `clipvalue`.
 * Infinities are clipped as all else; a NaN stays one.
 *
 * Default: `clipvalue` 1.
 */
export const clipByValue = /* @__PURE__ */ wrapperWith(clipByValueWrapper);

/**
 * Weight decay apart from the gradient, as in AdamW, for any optimizer that has no option `weightDecay` of its own:
 *
 *     x ← x − learningRate weightDecay x        before the step
 *
 * Variables that `exclude` means do not decay: `{ exclude: ['bias', /layer_?norm/i] }`, as Keras's
 * exclude_from_weight_decay; optimizers with a `weightDecay` of their own do that with
 * `groups: [{ match: 'bias', options: { weightDecay: 0 } }]`.
 * Default: `weightDecay` 0.004 (Keras's).
 * Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization", arXiv:1711.05101.
 */
export const decoupledWeightDecay = /* @__PURE__ */ wrapperWith(decoupledWeightDecayWrapper);

/**
 * Keeps an exponential moving average of the weights beside them, to evaluate with:
 *
 *     a ← emaMomentum a + (1 − emaMomentum) x   after the step; a ← x after the first
 *
 * `optimizer.eval()` gives the variables the average, `optimizer.train()` the weights again; in `model.fit` the callback
 * `SwapEMAWeights` does. Training itself is not changed.
 * State: one slot of the variable's shape. Default: `emaMomentum` 0.99, as Keras's `use_ema`.
 * Polyak and Juditsky 1992, "Acceleration of Stochastic Approximation by Averaging".
 */
export const ema = /* @__PURE__ */ wrapperWith(emaWrapper);

/**
 * Makes one step of the optimizer from the mean of k = `gradientAccumulationSteps` gradients, as Keras's
 * `gradient_accumulation_steps`: a large batch in small pieces.
 *
 *     s ← s + g
 *     every k gradients: the optimizer's step with the gradient s / k, and s ← 0
 *
 * In between neither weights nor state change. Each variable counts its own gradients, so two losses may take turns over
 * different variables. A rule that keeps a number for all variables counts calls instead, and needs the gradients of all at
 * the call that makes the step. Bias corrections count the steps of a variable; schedules count k calls as one step. Wrap it
 * around other wrappers: around it stand only those that are meant for each gradient, such as clipping. A rule that needs
 * the loss sees the last call's.
 * State: one slot of the variable's shape and two scalars for each variable, and `globalState.accumulated` calls and
 * `globalState.updates` made. Default: `gradientAccumulationSteps` 4.
 */
export const gradientAccumulation = /* @__PURE__ */ wrapperWith(gradientAccumulationWrapper);

/**
 * Grokfast-EMA: the slow part of the gradient is amplified before the optimizer sees it, which hastens grokking:
 *
 *     h ← α h + (1 − α) g                       h ← g at the first step
 *     g ← g + λ h
 *
 * State: one slot of the variable's shape. Defaults: `grokfastAlpha` α 0.98, `grokfastLambda` λ 2, as the authors' code.
 * Lee et al. 2024, "Grokfast: Accelerated Grokking by Amplifying Slow Gradients", arXiv:2405.20233.
 */
export const grokfast = /* @__PURE__ */ wrapperWith(grokfastWrapper);

/**
 * Coupled weight decay: the gradient of the penalty l2/2 ‖x‖² is added to the loss's, before moments and clipping see it:
 *
 *     g ← g + l2 x
 *
 * For rules that have no option `l2` of their own. Default: `l2` 0.01.
 */
export const l2Regularization = /* @__PURE__ */ wrapperWith(l2RegularizationWrapper);

/**
 * k steps forward, one step back. Every `syncPeriod` steps the slow weights s go a part of the way to the fast ones x
 * that the optimizer makes, and these start again from there, a = `slowStepSize`:
 *
 *     s ← a x + (1 − a) s,   x ← s              every syncPeriod steps
 *
 * `pullbackMomentum` says what becomes of a heavy-ball momentum b then: 'none' keeps it, 'reset' makes it zero,
 * 'pullback' treats it as the weights (b̄ ← a b + (1 − a) b̄, b ← b̄; in the authors' code b̄ is another name of b from the
 * second time on).
 * State: one slot of the variable's shape, two for 'pullback'. Defaults: `syncPeriod` 6, `slowStepSize` 0.5 (as TensorFlow
 * Addons; 5 and 0.8 in the authors' code), `pullbackMomentum` 'none'.
 * Zhang, Lucas, Hinton and Ba 2019, "Lookahead Optimizer: k steps forward, 1 step back", arXiv:1907.08610.
 *
 * @throws if 'reset' or 'pullback' is asked of a rule without heavy-ball momentum (Adam's m is none).
 */
export const lookahead = /* @__PURE__ */ wrapperWith(lookaheadWrapper, { forms });

/**
 * Makes no step where some gradient holds a NaN or an infinity: weights, state and the step count of the optimizer stay
 * as they are, and `optimizer.globalState.skipped` counts it.
 *
 * State: one scalar, `globalState.skipped`, and one for each variable. As optax's apply_if_finite, without its limit.
 */
export const skipIfNotFinite = /* @__PURE__ */ wrapperWith(skipIfNotFiniteWrapper);

/**
 * XGrad: the gradient is measured where the weights are expected to be s = `predictedSteps` steps later, if the optimizer
 * went on as at its last step; the step is then made from the weights themselves.
 *
 *     ŵ ← w + s u,   u: the last step, without decoupled weight decay; 0 before the first
 *     g ← ∇f(ŵ)
 *     w ← the optimizer's step with g
 *
 * For `momentum`, `adam`, `adamw` and `adabelief`, as in the paper, and for any other rule in the same way (unproven).
 * The authors' code computes u anew from the momenta with the present learning rate; here it is that of the last step.
 * Between steps the variables hold w. It needs `minimize` (or `model.fit`): gradients from elsewhere are an error.
 * State: one slot of the variable's shape. Default: `predictedSteps` 1.
 * Guan et al. 2023, "XGrad: Boosting Gradient-Based Optimizers With Weight Prediction", arXiv:2305.18240.
 */
export const xgrad = /* @__PURE__ */ wrapperWith(xgradWrapper);
