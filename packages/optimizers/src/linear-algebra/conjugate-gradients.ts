import * as tf from '@tensorflow/tfjs-core';

/** A vector in parts, such as one tensor for each variable. */
export type Parts = readonly tf.Tensor[];

/** Σ over all parts. */
export const innerProduct = (a: Parts, b: Parts): number =>
  a.length === 0 ? 0 : tf.tidy(() => tf.addN(a.map((part, i) => tf.sum(tf.mul(part, b[i])))).dataSync()[0]);

/** a + scale b */
export const plus = (a: Parts, b: Parts, scale: number): Parts =>
  tf.tidy(() => a.map((part, i) => tf.add(part, tf.mul(b[i], scale))) as tf.Tensor[]);

/**
 * x with A x = b to |b − A x| ≤ tolerance |b|, for A positive definite, by conjugate gradients from `start` (Hestenes and
 * Stiefel 1952). Stops early at a direction without positive curvature. Reads two numbers back in each iteration.
 */
export function conjugateGradients(
  a: (x: Parts) => Parts,
  b: Parts,
  start: Parts,
  { tolerance, iterations }: { tolerance: number; iterations: number },
): { x: Parts; iterations: number; residual: number } {
  const bound = tolerance * Math.sqrt(innerProduct(b, b));
  const replace = (old: Parts, made: Parts) => {
    tf.dispose(old as tf.Tensor[]);
    return made;
  };
  let x = start.map((part) => part.clone()) as Parts;
  const first = a(start);
  let r = replace(first, plus(b, first, -1));
  let p = r.map((part) => part.clone()) as Parts;
  let square = innerProduct(r, r);
  let done = 0;
  while (done < iterations && Math.sqrt(square) > bound) {
    const ap = a(p);
    const curvature = innerProduct(p, ap);
    if (!(curvature > 0)) {
      tf.dispose(ap as tf.Tensor[]);
      break;
    }
    const rate = square / curvature;
    x = replace(x, plus(x, p, rate));
    r = replace(r, plus(r, ap, -rate));
    tf.dispose(ap as tf.Tensor[]);
    const next = innerProduct(r, r);
    p = replace(p, plus(r, p, next / square));
    square = next;
    done++;
  }
  tf.dispose([...r, ...p]);
  return { x, iterations: done, residual: Math.sqrt(square) };
}
