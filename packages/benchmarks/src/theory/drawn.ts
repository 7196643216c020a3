import type { GradientSource } from '@optimizer-zoo/optimizers';
import type { Problem } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';

/** What a source measures at a problem's start, at as many steps as asked, for a problem of one variable. */
export function drawn(
  problem: Problem,
  source: GradientSource,
  { draws, of }: { readonly draws: number; readonly of: 'grads' | 'hessianDiagonal' },
): number[][] {
  const instance = problem.create(0);
  const [x] = instance.variables;
  const measured = Array.from({ length: draws }, (_, i) =>
    tf.tidy(() => [...source.evaluate(() => instance.loss(i + 1), [x], i + 1)[of]![x.name].dataSync()]),
  );
  instance.dispose();
  return measured;
}

/** The mean of numbers, and its standard error. */
export function meanOf(numbers: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length - 1);
  return { mean, error: Math.sqrt(variance / numbers.length) };
}
