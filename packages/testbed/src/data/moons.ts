import { random } from '../random.js';
import { checkCount, checkNoise } from './check-count.js';
import type { LabelledPoints } from './spirals.js';

/**
 * Two half circles of radius 1 that reach into each other, one class each, with normal noise.
 *
 * @throws Error where there are fewer than 2 points of each, or the noise is negative or not finite.
 */
export function moons(pointsPerClass: number, noise: number, seed: number): LabelledPoints {
  checkCount('moons', 'pointsPerClass', pointsPerClass, 2);
  checkNoise('moons', noise);
  const normal = random('moons', seed).normal(0, noise);
  const labels = Array.from({ length: 2 * pointsPerClass }, (_, i) => Math.floor(i / pointsPerClass));
  const points = labels.map((label, i): [number, number] => {
    const angle = (Math.PI * (i % pointsPerClass)) / (pointsPerClass - 1);
    const [x, y] = label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return [x + normal(), y + normal()];
  });
  return { points, labels };
}
