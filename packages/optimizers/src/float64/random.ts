import { hash, withSigns } from '../gradients/random-bits.js';

/** Random numbers on plain arrays, one draw after the other. */
export interface Float64Random {
  /** Standard normal. */
  normal(count: number): Float64Array;
  /** −1 or 1, each half of the time. */
  rademacher(count: number): Float64Array;
  /** In [0, 1). */
  uniform(): number;
}

/** The random numbers of a step: they depend on seed and step alone, so that a run that is resumed draws the same. */
export type Float64RandomSource = (step: number) => Float64Random;

/** The source of a seed. */
export const seeded =
  (seed: number): Float64RandomSource =>
  (step) => {
    let draw = 0;
    const uniforms = (key: number) => {
      let count = 0;
      return () => (hash(key, count++) + hash(key, count++) / 2 ** 32) / 2 ** 32;
    };
    return {
      normal: (count) => normals(count, uniforms(hash(seed, step, draw++))),
      rademacher: (count) => withSigns(new Float64Array(count), hash(seed, step, draw++)),
      uniform: () => hash(seed, step, draw++) / 2 ** 32,
    };
  };

/** Two for two uniform numbers: Box and Muller 1958, "A Note on the Generation of Random Normal Deviates". */
function normals(count: number, uniform: () => number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    values[i] = radius * Math.cos(angle);
    if (i + 1 < count) values[i + 1] = radius * Math.sin(angle);
  }
  return values;
}
