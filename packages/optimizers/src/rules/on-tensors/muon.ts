import { integer, number, toggle } from '@optimizer-zoo/schedulers';
import { ema } from '../../linear-algebra/ema.js';
import { newtonSchulz } from '../../linear-algebra/newton-schulz.js';
import { oneMinusPower } from '../../rule/host-scalars.js';
import { tiny } from '../../rule/hyperparameters.js';
import * as t from '../../words/words.js';
import { defineTensorRule } from './tensor-rule.js';

const isMatrix = (shape: readonly number[], useMuon: boolean) => useMuon && shape.length >= 2;

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
export const muon = defineTensorRule({
  name: 'Muon',
  reference: 'Jordan et al. 2024, Muon: An optimizer for hidden layers in neural networks',
  checkedAgainst: "the authors' code, KellerJordan/Muon 857d1ad",
  hyper: {
    learningRate: number('[0, inf)', 0.02, { around: 100 }),
    momentum: number('[0, 1)', 0.95, { belowOne: 10 }),
    nesterov: toggle(true),
    weightDecay: number('[0, inf)', 0),
    steps: integer('[1, inf)', 5),
    useMuon: toggle(true),
    adamLearningRate: number('[0, inf)', 3e-4, { around: 100 }),
    adamBeta1: number('[0, 1)', 0.9, { belowOne: 10 }),
    adamBeta2: number('[0, 1)', 0.95, { belowOne: 10 }),
    adamEpsilon: tiny(1e-10),
  },
  slots: (shape, { useMuon }) => ({ m: shape, v: isMatrix(shape, useMuon) ? [0] : shape }),
  hostScalars: ({ adamBeta1, adamBeta2 }, step) => ({
    mCorrection: oneMinusPower(adamBeta1, step),
    vCorrection: oneMinusPower(adamBeta2, step),
  }),
  update(values) {
    const { param: x, grad: g, useMuon, nesterov, weightDecay, learningRate, adamLearningRate } = values;
    let { m, v } = values;
    if (x.size === 0) return { m, v, param: x };
    if (!isMatrix(x.shape, useMuon)) {
      m = ema(m, g, values.adamBeta1);
      v = ema(v, t.square(g), values.adamBeta2);
      const u = t.div(t.div(m, values.mCorrection), t.add(t.sqrt(t.div(v, values.vCorrection)), values.adamEpsilon));
      return { m, v, param: t.sub(t.mul(x, 1 - adamLearningRate * weightDecay), t.mul(u, adamLearningRate)) };
    }
    m = ema(m, g, values.momentum);
    const u = nesterov ? ema(g, m, 1 - values.momentum) : m;
    const outputs = x.shape.at(-1)!;
    const matrix = t.reshape(u, [-1, outputs]);
    const scale = Math.sqrt(Math.max(1, outputs / matrix.shape[0]));
    const direction = t.mul(t.reshape(newtonSchulz(matrix, values.steps), x.shape), scale);
    return { m, v, param: t.sub(t.mul(x, 1 - learningRate * weightDecay), t.mul(direction, learningRate)) };
  },
});
