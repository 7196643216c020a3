import * as tf from '@tensorflow/tfjs';
import { onEachBackend } from '../fixtures/backends.js';
import { quadratic, withSpectrum } from '../fixtures/landscape.js';
import { type SpectralDensityOptions, spectralDensity } from './index.js';

const integral = (at: readonly number[], values: readonly number[]) =>
  at.slice(1).reduce((sum, t, i) => sum + ((t - at[i]) * (values[i] + values[i + 1])) / 2, 0);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The density of a quadratic with this spectrum; leaves nothing behind. */
async function densityOf(spectrum: readonly number[], options: SpectralDensityOptions = {}) {
  const { loss, variables, dispose } = quadratic(withSpectrum(spectrum));
  const { numTensors } = tf.memory();
  const found = await spectralDensity(loss, { variables, ...options });
  expect(tf.memory().numTensors).toBe(numTensors);
  dispose();
  return found;
}

const spectra = {
  'evenly from -1 to 3': Array.from({ length: 41 }, (_, i) => -1 + i / 10),
  'a bulk at 0 and outliers': [
    ...Array(50)
      .fill(0)
      .map((_, i) => i / 500),
    4,
    5,
    9,
  ],
};

onEachBackend(() => {
  describe.each(Object.entries(spectra))('%s', (_name, spectrum) => {
    test('has the integral 1 and is nowhere negative', async () => {
      const { at, density } = await densityOf(spectrum, { probes: 3, iterations: 20 });
      expect(integral(at, density)).toBeCloseTo(1, 4);
      expect(Math.min(...density)).toBeGreaterThanOrEqual(0);
    });

    test('its moments are those of the spectrum, as near as probes take it', async () => {
      const probes = 25;
      const { at, density, nodes } = await densityOf(spectrum, { probes, iterations: 6, sigma: 0.002, points: 4000 });
      expect(nodes.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (const power of [1, 2, 3]) {
        const powers = spectrum.map((value) => value ** power);
        // v′f(H)v / ‖v‖² of a normal v has the variance 2 var f(λ) / (n + 2).
        const deviation = Math.sqrt(
          (2 * mean(powers.map((f) => (f - mean(powers)) ** 2))) / (spectrum.length + 2) / probes,
        );
        const byNodes = nodes.reduce((sum, { value, weight }) => sum + weight * value ** power, 0);
        expect(Math.abs(byNodes - mean(powers))).toBeLessThan(3 * deviation);
        const byDensity = integral(
          at,
          density.map((d, i) => d * at[i] ** power),
        );
        expect(byDensity).toBeCloseTo(byNodes, 2);
      }
    });
  });

  test('the low moments of few steps are those of all steps: the quadrature is exact up to the power 2m - 1', async () => {
    const moments = async (iterations: number, powers: readonly number[]) => {
      const { nodes } = await densityOf(spectra['evenly from -1 to 3'], { probes: 2, iterations });
      return powers.map((power) => nodes.reduce((sum, { value, weight }) => sum + weight * value ** power, 0));
    };
    const [few, all] = [await moments(3, [1, 2, 3, 4, 5, 6]), await moments(80, [1, 2, 3, 4, 5, 6])];
    for (let i = 0; i < 5; i++) expect(Math.abs(few[i] - all[i])).toBeLessThan(1e-5 * all[i]);
    expect(Math.abs(few[5] - all[5])).toBeGreaterThan(1e-3 * all[5]);
  });

  test('all nodes of a full run are eigenvalues', async () => {
    const spectrum = [-2, 1, 1.5, 4, 7];
    const { nodes } = await densityOf(spectrum, { probes: 4 });
    expect(nodes).toHaveLength(20);
    for (const { value } of nodes) {
      expect(Math.min(...spectrum.map((one) => Math.abs(one - value)))).toBeLessThan(1e-5);
    }
  });

  test('of one eigenvalue: a Gaussian of the width sigma |λ| around it', async () => {
    const { at, density } = await densityOf(Array(6).fill(-5), { sigma: 0.02, points: 801 });
    const width = 0.1;
    density.forEach((d, i) => {
      const z = (at[i] + 5) / width;
      expect(d).toBeCloseTo(Math.exp(-(z ** 2) / 2) / (width * Math.sqrt(2 * Math.PI)), 3);
    });
  });

  test('of a zero Hessian: around 0; of none: not a number', async () => {
    const { at, density } = await densityOf([0, 0, 0]);
    expect(at[density.indexOf(Math.max(...density))]).toBeCloseTo(0, 3);
    const { loss, dispose } = quadratic([[1]]);
    const none = await spectralDensity(() => loss().mul(Number.NaN));
    expect([none.at[0], none.density[0]]).toEqual([Number.NaN, Number.NaN]);
    dispose();
  });

  test('a seed gives the same, another another', async () => {
    const [a, b, c] = [
      await densityOf([1, 2, 3], { seed: 1 }),
      await densityOf([1, 2, 3], { seed: 1 }),
      await densityOf([1, 2, 3]),
    ];
    expect(b).toEqual(a);
    expect(c.density).not.toEqual(a.density);
  });
});

test('refuses what is not allowed', async () => {
  await expect(spectralDensity(() => tf.scalar(0), { sigma: 0 })).rejects.toThrow(
    'spectralDensity: sigma is 0, but must be a number in (0, 1].',
  );
});
