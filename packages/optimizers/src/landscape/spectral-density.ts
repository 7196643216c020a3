import { type GivenOptions, integer, number, readOptions } from '@optimizer-zoo/schedulers';
import type * as tf from '@tensorflow/tfjs-core';
import { extentOf } from './extent.js';
import { lanczos } from './lanczos.js';
import { type Observed, observe } from './observe.js';
import { common } from './options.js';
import { ritzPairs } from './ritz.js';
import { ticks } from './ticks.js';

const options = {
  probes: integer('[1, inf)', 10),
  iterations: integer('[1, inf)', 80),
  sigma: number('(0, 1]', 0.01),
  points: integer('[2, inf)', 1000),
  ...common,
};

export type SpectralDensityOptions = GivenOptions<typeof options>;

/** A node of the quadrature. */
export interface QuadratureNode {
  readonly value: number;
  readonly weight: number;
}

export interface SpectralDensity {
  /** Where the density is given: evenly from four widths below the least node to four above the greatest. */
  readonly at: readonly number[];
  /** The density there; its integral is 1. */
  readonly density: readonly number[];
  /** The quadrature itself: Σ w f(θ) ≈ (1/n) trace f(H), and Σ w = 1. */
  readonly nodes: readonly QuadratureNode[];
}

/**
 * The density of the eigenvalues of the Hessian H = ∇²L, by stochastic Lanczos quadrature: for each of s random vectors v, m
 * steps of Lanczos from v make a tridiagonal T, whose eigenvalues θ and first components s₁ of its eigenvectors are a Gauss
 * quadrature for the spectrum as v sees it,
 *
 *     φ(t) = 1/s Σ_v Σ_l s₁l² N(t; θ_l, σ²),   E v v′ / ‖v‖² = I / n
 *
 * Moments up to 2m − 1 are exact for the v that are drawn; more `probes` bring them nearer to the spectrum's own.
 *
 *     const { at, density } = await spectralDensity(loss);
 *
 * Costs `probes` times `iterations` Hessian-vector products, and runs the loss as {@link topEigenvalues} does. Where the
 * derivatives are not finite numbers, nor are `at` and `density`.
 *
 * @param loss Computes a scalar from the variables, synchronously.
 * @param given `probes` 10 (s); `iterations` 80 (m; as many as there are parameters, if they are fewer); `sigma` 0.01, the
 *   width σ of the Gaussians as a share of the largest node in magnitude; `points` 1000 of `at`; `variables`, by default all that
 *   the loss reads; `seed` 0 of the random vectors.
 * @throws Error if an option is not allowed, if there is nothing to train, or what `valueGradHvp` throws.
 *
 * Lin, Saad and Yang 2016, Approximating Spectral Densities of Large Matrices; Ubaru, Chen and Saad 2017; for networks:
 * Ghorbani, Krishnan and Xiao 2019, An Investigation into Neural Net Optimization via Hessian Eigenvalue Density,
 * arXiv:1901.10159.
 */
export async function spectralDensity(
  loss: () => tf.Scalar,
  given: SpectralDensityOptions = {},
): Promise<SpectralDensity> {
  const owner = 'spectralDensity';
  const { variables, sigma, points, ...drawn } = readOptions(owner, options, given);
  return observe(owner, loss, variables, async (observed) => {
    const nodes = await quadrature(observed, drawn);
    const values = nodes.map(({ value }) => value);
    const [low, high] = extentOf(values);
    const width = sigma * (Math.max(Math.abs(low), Math.abs(high)) || 1);
    const at = ticks([low - 4 * width, high + 4 * width], points);
    const density = at.map((t) =>
      nodes.reduce((sum, { value, weight }) => sum + weight * gaussian((t - value) / width), 0),
    );
    return { at, density: density.map((sum) => sum / width), nodes };
  });
}

/** The nodes of all probes together. */
async function quadrature(
  { size, multiply, normal }: Observed,
  { probes, iterations, seed }: { probes: number; iterations: number; seed: number },
): Promise<QuadratureNode[]> {
  const nodes: QuadratureNode[] = [];
  for (let probe = 0; probe < probes; probe++) {
    for await (const krylov of lanczos(multiply, await normal(seed, probe))) {
      const { length: steps } = krylov.alphas;
      const beta = krylov.betas[steps - 1];
      if (Number.isNaN(beta)) return [{ value: Number.NaN, weight: 1 }];
      if (beta > 0 && steps < Math.min(iterations, size)) continue;
      for (const { value, s } of ritzPairs(krylov)) nodes.push({ value, weight: s[0] ** 2 / probes });
      break;
    }
  }
  return nodes;
}

const gaussian = (z: number) => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
