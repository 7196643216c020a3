import { seededRandom } from '@optimizer-zoo/optimizers';
import type { Objective } from '@optimizer-zoo/optimizers/float64';
import { type LinearData, linearModel, type SampleLoss } from '@optimizer-zoo/testbed';

/** A linear model in float64, without a ridge: mean_i loss(x_i · w, y_i). */
export function linearFit({ rows, targets }: LinearData, loss: SampleLoss) {
  const problem = linearModel({ name: 'fit', reference: '', tags: [], data: { rows, targets }, loss });
  const float64 = problem.float64!;
  const features = rows[0].length;
  const score = (w: ArrayLike<number>, i: number) => rows[i].reduce((sum, x, j) => sum + x * w[j], 0);
  return {
    ...float64,
    start: rows[0].map(() => 0),
    /** The minimum, where there is one. */
    lowest: () => problem.minimum!.value,
    hessianDiagonal(w: ArrayLike<number>, into: Float64Array) {
      into.fill(0);
      for (const [i, row] of rows.entries()) {
        const curvature = loss.curvature(score(w, i), targets[i]) / rows.length;
        for (let j = 0; j < features; j++) into[j] += curvature * row[j] ** 2;
      }
      return into;
    },
    /** The same with gradients of minibatches, drawn with replacement by seed and step. */
    batches(size: number, seed: number): Objective {
      const random = seededRandom(seed);
      return {
        value: (w) => float64.value(w),
        gradient(w, into, step) {
          const draws = random(step);
          into.fill(0);
          for (let drawn = 0; drawn < size; drawn++) {
            const i = Math.floor(draws.uniform() * rows.length);
            const slope = loss.slope(score(w, i), targets[i]) / size;
            for (let j = 0; j < features; j++) into[j] += slope * rows[i][j];
          }
          return into;
        },
      };
    },
  };
}
