import * as tf from '@tensorflow/tfjs';
import { noise } from '../fixtures/autodiff/noise.js';
import { onEachBackend } from '../fixtures/backends.js';
import {
  conservative,
  defineGradientSource,
  flooding,
  type GradientSource,
  gradientRegularization,
  mezo,
  reverseMode,
  seededRandom,
  sgd,
  sharpnessAware,
  signSgd,
  spsa,
  zerothOrder,
} from '../index.js';

type Source = GradientSource<'grad'>;

/** A loss of two variables that is not quadratic. */
function bowl() {
  const variables = [tf.variable(noise([3, 2], 1)), tf.variable(noise([2], 2))];
  const [a, b] = variables;
  const loss = () => {
    const y = tf.add(tf.mul(a, tf.exp(b)), tf.square(a));
    return tf.sum(tf.square(y)) as tf.Scalar;
  };
  const numbers = (tensors: readonly tf.Tensor[]) => tensors.flatMap((tensor) => Array.from(tensor.dataSync()));
  return {
    variables,
    loss,
    point: () => numbers(variables),
    /** The gradient by a source, at the variables plus a displacement. */
    gradient: (source: Source = reverseMode, by: readonly number[] = []) =>
      tf.tidy(() => {
        const starts = variables.map((x) => x.clone());
        let next = 0;
        for (const x of variables) {
          const part = Array.from({ length: x.size }, () => by[next++] ?? 0);
          x.assign(tf.add(x, tf.tensor(part, x.shape)));
        }
        const { grads } = source.evaluate(loss, variables, 1);
        const found = numbers(variables.map(({ name }) => grads[name]));
        variables.forEach((x, i) => {
          x.assign(starts[i]);
        });
        return found;
      }),
    value: () => tf.tidy(() => loss().dataSync()[0]),
    dispose: () => tf.dispose(variables),
  };
}

const times = (a: readonly number[], factor: number) => a.map((value) => value * factor);
const plus = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value + b[i]);
const norm = (a: readonly number[]) => Math.hypot(...a);
const distance = (a: readonly number[], b: readonly number[]) => norm(plus(a, times(b, -1))) / norm(b);

onEachBackend(() => {
  let at: ReturnType<typeof bowl>;
  beforeEach(() => {
    at = bowl();
  });
  afterEach(() => at.dispose());

  test('gradientRegularization with γ = ε is the gradient at x + ε g, or 2 g less that at x − ε g', () => {
    const [step, g] = [0.01, at.gradient()];
    const forward = gradientRegularization({ strength: step, ascentStep: step });
    expect(distance(at.gradient(forward), at.gradient(reverseMode, times(g, step)))).toBeLessThan(1e-5);
    const backward = gradientRegularization({ strength: step, ascentStep: step, scheme: 'backward' });
    const behind = at.gradient(reverseMode, times(g, -step));
    expect(distance(at.gradient(backward), plus(times(g, 2), times(behind, -1)))).toBeLessThan(1e-5);
  });

  test('its schemes meet as ε goes to zero, the central one fastest, and the exact one needs none', () => {
    const strength = 0.01;
    const exact = at.gradient(gradientRegularization({ strength, scheme: 'exact' }));
    const error = (scheme: 'forward' | 'backward' | 'central', ascentStep: number) =>
      distance(at.gradient(gradientRegularization({ strength, ascentStep, scheme })), exact);
    for (const scheme of ['forward', 'backward'] as const) {
      expect(error(scheme, 0.002) / error(scheme, 0.001)).toBeCloseTo(2, 0);
    }
    expect(error('central', 0.001)).toBeLessThan(0.1 * error('forward', 0.001));
    expect(distance(at.gradient(), exact)).toBeGreaterThan(0.01);
  });

  test('sharpnessAware is forward gradient regularization with ε = ρ / ‖g‖ = γ, all variables together', () => {
    const ascentStep = 0.05 / norm(at.gradient());
    const same = gradientRegularization({ strength: ascentStep, ascentStep });
    expect(distance(at.gradient(sharpnessAware()), at.gradient(same))).toBeLessThan(1e-5);
  });

  test('adaptive, each weight climbs by its square', () => {
    const [x, g] = [at.point(), at.gradient()];
    const size = norm(x.map((value, i) => value * g[i]));
    const climb = x.map((value, i) => (0.5 * value * value * g[i]) / size);
    const found = at.gradient(sharpnessAware({ rho: 0.5, adaptive: true }));
    expect(distance(found, at.gradient(reverseMode, climb))).toBeLessThan(1e-5);
  });

  test('flooding goes down above its level, up below it, and rests on it', () => {
    const [g, level] = [at.gradient(), at.value()];
    expect(at.gradient(flooding({ level: level - 0.1 }))).toEqual(g);
    expect(at.gradient(flooding({ level: level + 0.1 }))).toEqual(times(g, -1));
    for (const value of at.gradient(flooding({ level }))) expect(Math.abs(value)).toBe(0);
  });

  test('conservative turns a bad gradient round, keeps a good one, and rests where both ways go up', () => {
    const g = at.gradient();
    const wrong = defineGradientSource({
      name: 'wrong',
      provides: ['grad', 'loss'],
      evaluate(loss, variables, step) {
        const { value, grads } = reverseMode.evaluate(loss, variables, step);
        return { value, grads: Object.fromEntries(Object.entries(grads).map(([name, grad]) => [name, tf.neg(grad)])) };
      },
    });
    const stepSize = 1e-4;
    expect(at.gradient(conservative({ stepSize, gradient: reverseMode }))).toEqual(g);
    expect(at.gradient(conservative({ stepSize, gradient: wrong }))).toEqual(g);
    for (const gradient of [reverseMode, wrong]) {
      for (const value of at.gradient(conservative({ stepSize: 10, gradient }))) expect(Math.abs(value)).toBe(0);
    }
  });

  test('zeroth-order sources estimate the derivative along the directions of their seed', () => {
    const g = at.gradient();
    const along = (distribution: 'normal' | 'rademacher', seed: number, directions = 1) => {
      const vs = Array.from({ length: directions }, (_, k) =>
        at.variables.flatMap(({ shape }, i) =>
          tf.tidy(() =>
            Array.from(
              seededRandom(seed)(1, 2 * k + i)
                [distribution](shape)
                .dataSync(),
            ),
          ),
        ),
      );
      const slope = (v: readonly number[]) => v.reduce((sum, value, i) => sum + value * g[i], 0);
      const terms = vs.map((v) => times(v, slope(v) / directions));
      return { estimate: terms.reduce(plus), signed: times(vs[0], Math.sign(slope(vs[0]))) };
    };
    const normal = along('normal', 5);
    expect(distance(at.gradient(mezo({ seed: 5 })), normal.estimate)).toBeLessThan(2e-2);
    expect(at.gradient(zerothOrder({ seed: 5 }))).toEqual(at.gradient(mezo({ seed: 5 })));
    expect(at.gradient(zerothOrder({ seed: 5, slope: 'sign' }))).toEqual(normal.signed);
    const three = zerothOrder({ seed: 5, directions: 3, difference: 'forward' });
    expect(distance(at.gradient(three), along('normal', 5, 3).estimate)).toBeLessThan(3e-2);
    const signs = along('rademacher', 7, 2).estimate;
    expect(distance(at.gradient(spsa({ seed: 7, directions: 2 })), signs)).toBeLessThan(1e-2);
  });

  test('every source puts the weights back to the last bit', () => {
    const before = at.point();
    const sources = [
      gradientRegularization({ scheme: 'central' }),
      sharpnessAware({ rho: 3 }),
      conservative({ stepSize: 0.3 }),
      spsa({ perturbation: 0.7 }),
      mezo({ perturbation: 0.7 }),
    ];
    for (const source of sources) {
      const optimizer = sgd({ learningRate: 0, gradient: source });
      const { numTensors } = tf.memory();
      optimizer.minimize(at.loss, false, at.variables);
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(at.point()).toEqual(before);
      optimizer.dispose();
    }
  });
});

test('spsa shrinks its perturbation with the step', () => {
  const x = tf.variable(tf.scalar(0));
  const source = spsa({ perturbation: 0.5, gamma: 0.5 });
  const cubic = () => tf.pow(x, 3) as tf.Scalar; // whose central difference at 0 is c²
  const slopes = [1, 4].map((step) => tf.tidy(() => source.evaluate(cubic, [x], step).grads[x.name].dataSync()[0]));
  expect(slopes[0]).toBeCloseTo(0.25, 6);
  expect(slopes[1]).toBeCloseTo(0.0625, 6);
  x.dispose();
});

test('a loss that is no scalar is refused by name', () => {
  const x = tf.variable(tf.ones([2]));
  const optimizer = signSgd({ gradient: mezo() });
  expect(() => optimizer.minimize(() => tf.square(x) as unknown as tf.Scalar)).toThrow(
    'mezo: the loss has shape [2], but must be a scalar.',
  );
  expect(() => optimizer.minimize((() => Promise.resolve(x)) as never, false, [x])).toThrow(
    'mezo: f returned a promise, but must compute synchronously.',
  );
  expect(() => optimizer.minimize(() => tf.scalar(1), false, [])).toThrow('There is no trainable float32 variable');
  optimizer.dispose();
  x.dispose();
});
