import * as tf from '@tensorflow/tfjs';
import { expectNear } from '../fixtures/expect-near.js';
import { numericalGradient } from '../fixtures/finite-differences.js';
import { games } from './games.js';

describe.each(games)('$name', ({ value, gradient, tensor, start, saddle, tags }) => {
  const split = (z: readonly number[]) => ({ x: z.slice(0, start.x.length), y: z.slice(start.x.length) });
  const flat = ({ x, y }: { x: readonly number[]; y: readonly number[] }) => [...x, ...y];

  test('the gradient is that of finite differences, value and gradient those of tf', () => {
    const { x, y } = gradient(start);
    expectNear(
      numericalGradient((z) => value(split(z)), flat(start)),
      [...x, ...y],
      1e-6,
    );
    const [u, v] = [tf.tensor1d([...start.x]), tf.tensor1d([...start.y])];
    const found = tf.valueAndGrads((a, b) => tensor({ x: a as tf.Tensor1D, y: b as tf.Tensor1D }))([u, v]);
    expectNear([found.value.dataSync()[0]!], [value(start)], 1e-5);
    expectNear(
      found.grads.flatMap((slope) => [...slope.dataSync()]),
      [...x, ...y],
      1e-5,
    );
    tf.dispose([found.value, found.grads, u, v]);
  });

  test('no player gains by moving away from the saddle alone', () => {
    expectNear(
      flat(gradient(saddle)),
      flat(saddle).map(() => 0),
      1e-12,
    );
    for (let direction = 1; direction <= 20; direction++) {
      const away = (z: readonly number[]) => z.map((value, i) => value + 0.3 * Math.sin(direction * (i + 1.3)));
      expect(value({ x: away(saddle.x), y: saddle.y })).toBeGreaterThanOrEqual(value(saddle) - 1e-12);
      expect(value({ x: saddle.x, y: away(saddle.y) })).toBeLessThanOrEqual(value(saddle) + 1e-12);
    }
  });

  test('says what kind of game it is', () => {
    expect(tags.length).toBeGreaterThan(0);
  });
});

test('diracGan: at its saddle the discriminator tells nothing, and the value is 2 f(0) = −2 log 2', () => {
  const { value, saddle } = games.find(({ name }) => name === 'diracGan')!;
  expect(value(saddle)).toBeCloseTo(-2 * Math.log(2), 12);
});
