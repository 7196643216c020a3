import { integer, number } from '@optimizer-zoo/schedulers';
import { geometryChoice } from './psgd/geometry.js';
import { kron } from './psgd/kron.js';
import { fromBlock, kronSlots, toBlock } from './psgd/on-blocks.js';
import { whiteningOptions, whitenStep } from './psgd/step.js';
import { defineTensorRuleOverAll } from './tensor-rule-over-all.js';

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
export const psgdKron = defineTensorRuleOverAll({
  name: 'PsgdKron',
  reference: 'Li 2015, arXiv:1512.04202; Pooladzandi and Li 2024, arXiv:2402.04553',
  checkedAgainst: "the author's code, lixilinx/psgd_torch a8616f1",
  hyper: {
    learningRate: number('[0, inf)', 0.001, { logBetween: [1e-4, 1] }),
    geometry: geometryChoice,
    ...whiteningOptions,
    maxSize: integer('[0, inf)', 0),
    maxSkew: number('[0, inf)', 1),
    seed: integer('[0, inf)', 0),
  },
  slots: (shape, options) => kronSlots(shape, options),
  variableState: { steps: 0, fits: 0 },
  update(variables, random) {
    const [settings] = variables;
    const blocks = variables.map((variable) => toBlock(variable, settings));
    const stepped = whitenStep(blocks, kron(settings), settings, random);
    return variables.map((variable, i) => fromBlock(variable, stepped[i]));
  },
});
