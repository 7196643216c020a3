import { random } from './random.js';

/**
 * The start of a run: the standard start at seed 0; at any other seed
 * `start_i + 0.1 (1 + |start_i|) z_i` with z standard normal, the step halved until `isDefined` holds there.
 *
 * @param isDefined whether the problem has a value at a point; it must hold at `start`.
 */
export function perturbedStart(
  start: readonly number[],
  seed: number,
  isDefined: (point: readonly number[]) => boolean = () => true,
): readonly number[] {
  if (seed === 0) return start;
  const normal = random('start', seed).normal();
  const perturbation = start.map((value) => 0.1 * (1 + Math.abs(value)) * normal());
  let scale = 1;
  let point: number[];
  do {
    point = start.map((value, i) => value + scale * perturbation[i]!);
    scale /= 2;
  } while (!isDefined(point));
  return point;
}
