import { random } from '../random.js';
import { checkCount } from './check-count.js';
import { checkDenseSize } from './size-limits.js';

/** Sequences of two channels, and the number that each stands for. */
export interface Sequences {
  readonly inputs: number[][][];
  readonly targets: number[];
}

/**
 * The adding problem: the first channel is uniform on [0, 1], the second marks one step in each half with 1; the target
 * is the sum of the marked numbers. Hochreiter & Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735, experiment 4.
 *
 * @throws Error where there are fewer than 2 steps, or no sequences.
 */
export function adding(steps: number, sequences: number, seed: number): Sequences {
  checkCount('adding', 'steps', steps, 2);
  checkCount('adding', 'sequences', sequences, 1);
  checkDenseSize('adding', sequences, 2 * steps);
  const source = random('adding', seed);
  const [uniform, half] = [source.uniform(0, 1), Math.floor(steps / 2)];
  const [early, late] = [source.uniformInt(0, half - 1), source.uniformInt(half, steps - 1)];
  const inputs = Array.from({ length: sequences }, () => {
    const marked = [early(), late()];
    return Array.from({ length: steps }, (_, step) => [uniform(), marked.includes(step) ? 1 : 0]);
  });
  const targets = inputs.map((steps) => steps.reduce((sum, [value, mark]) => sum + value! * mark!, 0));
  return { inputs, targets };
}
