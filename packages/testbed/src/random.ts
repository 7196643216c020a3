import { Random } from 'random';

/**
 * A random source which depends on its key alone, such as ('minibatch', seed, step).
 * The whole key is hashed: a linear congruential generator would start seeds 1, 2, 3 at almost the same number.
 */
export const random = (...key: readonly (string | number)[]): Random => new Random(key.join('/'));
