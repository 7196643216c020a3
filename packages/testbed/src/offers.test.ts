import * as tf from '@tensorflow/tfjs';
import { expectNear } from './fixtures/expect-near.js';
import { observedQuadratic } from './functions/observed-quadratic.js';
import { lossOf } from './model-outputs.js';
import type { Problem } from './problem.js';
import { findGame, gameProblems, problemFrom, suite } from './suite.js';
import { noise } from './transforms/noise.js';
import { rotate } from './transforms/rotate.js';

const named = (name: string) => suite.find((problem) => problem.name === name)!;
/** A target that alternates, and a parameter that is seen at every third step. */
const observed = observedQuadratic({
  name: 'observed',
  formula: '',
  reference: '',
  tags: [],
  start: [1, 2],
  truth: { weights: [1, 0.5], targets: [0, 1] },
  observe: (step) => ({ weights: [1, step % 3 === 0 ? 4 : 0], targets: [(-1) ** step, 1] }),
});
const all = [
  ...suite,
  noise(named('leastSquares'), 0.1),
  rotate(named('beale'), 1),
  rotate(named('logisticRidge'), 1),
  observed,
  rotate(noise(observed, 0.5), 1),
];
const offering = (offer: Problem['offers'][number]) => all.filter(({ offers }) => offers.includes(offer));

/** Numbers of tensors, which are disposed. */
const take = (tensors: readonly tf.Tensor[]) => {
  const numbers = tensors.flatMap((tensor) => [...tensor.dataSync()]);
  tf.dispose([...tensors]);
  return numbers;
};

describe.each(all)('$name', ({ offers, float64, float64At, start, create }) => {
  test('offers what its instances have, and gives back what that takes', () => {
    const before = tf.memory().numTensors;
    const instance = create(1);
    const { outputs, drawnLoss, heldOut, project } = instance;
    const has = { outputs, labels: drawnLoss, heldOut, constraints: project };
    for (const [offer, there] of Object.entries(has)) expect([offer, offers.includes(offer as never)]).toEqual([offer, there !== undefined]); // biome-ignore format: one line
    tf.dispose([outputs?.(1).targets, drawnLoss?.at(1), { ...heldOut?.() }]);
    instance.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('offers float64 only where the loss of every step is known there, from the same start', () => {
    if (!offers.includes('float64')) return;
    const instance = create(2);
    const at = start!(2);
    const [value] = take([instance.loss(7)]);
    expectNear(take(instance.variables.map((variable) => variable.clone())), [...at], 1e-6);
    expectNear([value!], [(float64At?.(7, 2) ?? float64!).value(at)], 1e-4);
    instance.dispose();
  });
});

test.each(all.filter(({ float64At }) => float64At))(
  '$name: steps see in float64 what they see on tensors, gradients and residuals too',
  ({ float64At, start, create }) => {
    const instance = create(2);
    for (const step of [2, 3]) {
      const seen = float64At!(step, 2);
      const { value, gradient } = seen.valueAndGradient(start!(2));
      const found = tf.variableGrads(() => instance.loss(step), instance.variables);
      expectNear([value, ...gradient], take([found.value, ...Object.values(found.grads)]), 1e-4);
      if (seen.residuals) {
        expectNear([seen.residuals(start!(2)).reduce((sum, r) => sum + r ** 2, 0)], [value], 1e-12);
      }
    }
    instance.dispose();
  },
);

test('an observed quadratic is judged by the truth, and its steps by what they see', () => {
  expect(observed.float64!.value([0, 3])).toBe(0.5 * 0.5 * 2 ** 2);
  expect(observed.float64At!(1, 0).gradient([0, 3])).toEqual([1, 0]);
  expect(observed.float64At!(6, 0).gradient([0, 3])).toEqual([-1, 8]);
});

test.each(offering('outputs'))(
  '$name: the loss of its outputs is the loss of the step, and so is the gradient',
  (problem) => {
    const instance = problem.create(1);
    const outputs = instance.outputs!(3);
    if (problem.offers.includes('residuals')) expect(outputs.loss).toBe('meanSquaredError');
    const [ours, theirs] = [() => lossOf(outputs, instance.variables), () => instance.loss(3)].map((loss) => {
      const { value, grads } = tf.variableGrads(loss, instance.variables);
      return take([value, ...instance.variables.map(({ name }) => grads[name]!)]);
    });
    const size = Math.max(1, ...theirs!.map(Math.abs));
    expectNear(ours!.map((one) => one / size), theirs!.map((one) => one / size), 2e-5); // biome-ignore format: one line
    outputs.targets.dispose();
    instance.dispose();
  },
);

test.each(offering('labels'))(
  '$name: drawn labels are repeatable, others at another step, and as the model has them',
  (problem) => {
    const { drawnLoss, dispose } = problem.create(1);
    const [first, again, other] = [1, 1, 2].map((step) => take([drawnLoss!.at(step)])[0]);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(Number.isInteger(drawnLoss!.labels)).toBe(true);
    dispose();
  },
);

test.each(offering('heldOut'))('$name: what is held out is judged, and accuracies are shares', (problem) => {
  const { heldOut, dispose } = problem.create(1);
  const { objective, accuracy } = heldOut!();
  expect(Number.isFinite(take([objective])[0])).toBe(true);
  if (accuracy) {
    const [share] = take([accuracy]);
    expect(share! >= 0 && share! <= 1).toBe(true);
  }
  dispose();
});

test.each(['leastSquares', 'logisticRidge', 'softmaxRegression'])(
  '%s: at its minimum it does better on held-out data than at the start: they are of one population',
  (name) => {
    const problem = named(name);
    const instance = problem.create(0);
    const before = take([{ ...instance.heldOut!() }.objective])[0]!;
    tf.tidy(() => instance.variables[0]!.assign(tf.tensor1d([...problem.minimum!.point!])));
    expect(take([{ ...instance.heldOut!() }.objective])[0]).toBeLessThan(0.9 * before);
    instance.dispose();
  },
);

test.each(gameProblems)('$name: two players, the distance to the saddle, nothing left behind', (problem) => {
  expect(problemFrom(problem.config)).toBe(problem);
  const before = tf.memory().numTensors;
  const instance = problem.create(1);
  const { f, min, max } = instance.players!;
  expect([...min, ...max]).toEqual(instance.variables);
  expect(Number.isFinite(take([f()])[0])).toBe(true);
  const at = instance.variables.flatMap((variable) => [...variable.dataSync()]);
  const distance = Math.hypot(...at.map((z, i) => z - problem.minimum!.point![i]!));
  expectNear(take([instance.objective()]), [distance], 1e-5);
  expectNear(at, [...problem.start!(1)], 1e-6);
  instance.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('an unknown game is answered with the known ones', () => {
  expect(() => findGame('chess')).toThrow("game 'chess' is not known; known are bilinear, bilinearMatrix");
});
