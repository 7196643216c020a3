import * as tf from '@tensorflow/tfjs-core';
import { disposeParts, minus, type Parts, plus, productOfParts, readProduct } from './parts.js';

/** How the scalars of an iteration are had. */
interface Arithmetic<S extends number | tf.Scalar> {
  product(a: Parts, b: Parts): S;
  ratio(a: S, b: S): S;
}

/** Read, so that it can be seen when iterations are done. */
const onHost: Arithmetic<number> = { product: readProduct, ratio: (a, b) => a / b };

/** Nothing is read: once the residual is zero nothing moves any more. */
const onBackend: Arithmetic<tf.Scalar> = { product: productOfParts, ratio: (a, b) => tf.divNoNan(a, b) };

/** Where the iteration is: x, the residual r = b − A x, the direction p, and |r|². */
interface Iterate<S> {
  readonly x: Parts;
  readonly r: Parts;
  readonly p: Parts;
  readonly square: S;
}

/** One iteration (Hestenes and Stiefel 1952), given A p and p' A p. */
function iterate<S extends number | tf.Scalar>(
  { x, r, p, square }: Iterate<S>,
  ap: Parts,
  curvature: S,
  { product, ratio }: Arithmetic<S>,
): Iterate<S> {
  const rate = ratio(square, curvature);
  const rest = minus(r, ap, rate);
  const next = product(rest, rest);
  return { x: plus(x, p, rate), r: rest, p: plus(rest, p, ratio(next, square)), square: next };
}

const disposeIterate = ({ x, r, p }: Iterate<unknown>) => disposeParts([...x, ...r, ...p]);

/**
 * x with A x = b to |b − A x| ≤ tolerance |b|, for A positive definite, by conjugate gradients from `start`. Stops early at a
 * direction without positive curvature. Reads two numbers back in each iteration.
 */
export function conjugateGradients(
  a: (x: Parts) => Parts,
  b: Parts,
  start: Parts,
  { tolerance, iterations }: { tolerance: number; iterations: number },
): { x: Parts; iterations: number; residual: number } {
  const bound = tolerance * Math.sqrt(readProduct(b, b));
  const first = a(start);
  const r = minus(b, first, 1);
  disposeParts(first);
  const clones = (parts: Parts) => parts.map((part) => part.clone());
  let now: Iterate<number> = { x: clones(start), r, p: clones(r), square: readProduct(r, r) };
  let done = 0;
  while (done < iterations && Math.sqrt(now.square) > bound) {
    const ap = a(now.p);
    const curvature = readProduct(now.p, ap);
    const before = now;
    if (curvature > 0) now = iterate(before, ap, curvature, onHost);
    disposeParts(ap);
    if (now === before) break;
    disposeIterate(before);
    done++;
  }
  disposeParts([...now.r, ...now.p]);
  return { x: now.x, iterations: done, residual: Math.sqrt(now.square) };
}

/**
 * The same from 0 in a fixed number of iterations, but never more than b has elements, after which they are done. Nothing is
 * read back. Called within tf.tidy.
 */
export function conjugateGradientsUnread(a: (x: Parts) => Parts, b: Parts, iterations: number): Parts {
  const size = b.reduce((sum, part) => sum + part.size, 0);
  let now: Iterate<tf.Scalar> = { x: b.map((part) => tf.zerosLike(part)), r: b, p: b, square: productOfParts(b, b) };
  for (let done = 0; done < Math.min(iterations, size); done++) {
    const ap = a(now.p);
    now = iterate(now, ap, productOfParts(now.p, ap), onBackend);
  }
  return now.x;
}
