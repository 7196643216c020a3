import { dog, polyak, reduceOnPlateau } from '@optimizer-zoo/schedulers';
import type { Curve, Section } from './panel.js';

const steps = 120;

/** A metric that falls to a level in three waves, and what is made of it. */
function plateau(): Curve[] {
  const rate = reduceOnPlateau({ initialValue: 1, factor: 0.5, patience: 8, minDelta: 0.005 });
  const metric = (epoch: number) => 0.9 * 0.5 ** Math.floor(epoch / 40) * (0.4 + 0.6 * Math.exp(-(epoch % 40) / 6));
  const metrics = Array.from({ length: steps }, (_, epoch) => metric(epoch));
  return [
    { label: 'value', values: metrics.map((each) => rate.observe({ metric: each })) },
    { label: 'metric', values: metrics },
  ];
}

/** The step sizes of gradient descent on x²/2 + 5 y²/2 from (3, −2), and how far it still is from the minimum. */
function descend(next: (point: { loss: number; squaredGradientNorm: number; distance: number }) => number): Curve[] {
  const start = [3, -2];
  let [x, y] = start;
  const rows = Array.from({ length: steps }, () => {
    const [gx, gy] = [x, 5 * y];
    const distance = Math.hypot(x - start[0], y - start[1]);
    const size = next({ loss: (x * gx + y * gy) / 2, squaredGradientNorm: gx * gx + gy * gy, distance });
    const left = Math.hypot(x, y) / Math.hypot(...start);
    [x, y] = [x - size * gx, y - size * gy];
    return { size, left };
  });
  return [
    { label: 'step size', values: rows.map(({ size }) => size) },
    { label: 'distance to the minimum', values: rows.map(({ left }) => left) },
  ];
}

function polyakCurves(): Curve[] {
  const rate = polyak({});
  return descend(({ loss, squaredGradientNorm }) => rate.observe({ loss, squaredGradientNorm }));
}

function dogCurves(): Curve[] {
  const rate = dog({ initialDistance: 0.01 });
  return descend(({ distance, squaredGradientNorm }) => rate.observe({ distance, squaredGradientNorm }));
}

export const observers: Section = {
  id: 'observers',
  title: 'Led by the loss',
  note: 'No functions of the step: they follow from what they observe. Here a metric in three waves, and gradient descent on a quadratic.',
  panels: [
    {
      name: 'reduceOnPlateau',
      formula: 'value ← factor · value, after patience',
      source: 'Keras',
      curves: plateau(),
    },
    {
      name: 'polyak',
      formula: 'min((f − f*) / (c ‖g‖²), max)',
      source: 'Polyak 1969; Loizou et al. 2021',
      curves: polyakCurves(),
    },
    {
      name: 'dog',
      formula: 'max ‖xᵢ − x₀‖ / √(Σ ‖gᵢ‖²)',
      source: 'Ivgi, Hinder and Carmon 2023',
      curves: dogCurves(),
    },
  ],
};
