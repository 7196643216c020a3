import * as tf from '@tensorflow/tfjs-core';

/** An axis of a result, and how far both operands go along it, in elements: 0 where one is repeated. */
interface Axis {
  readonly size: number;
  readonly a: number;
  readonly b: number;
}

/** Two operands broadcast to one result. */
export interface Broadcast {
  readonly shape: number[];
  /** Calls `row` for each run along the last axis: where it begins in the result and in the operands, its size, and their steps of 0 or 1. */
  forEachRow(row: (at: number, a: number, b: number, size: number, stepA: number, stepB: number) => void): void;
}

export function broadcast(shapeA: readonly number[], shapeB: readonly number[]): Broadcast {
  const shape = tf.backend_util.assertAndGetBroadcastShape([...shapeA], [...shapeB]);
  const axes = axesOf(shape, stepsOf(shapeA, shape.length), stepsOf(shapeB, shape.length));
  const last = axes.pop() ?? { size: 1, a: 0, b: 0 };
  return {
    shape,
    forEachRow(row) {
      let at = 0;
      const go = (depth: number, a: number, b: number): void => {
        if (depth === axes.length) {
          row(at, a, b, last.size, last.a, last.b);
          at += last.size;
          return;
        }
        const { [depth]: axis } = axes;
        for (let i = 0; i < axis.size; i++) go(depth + 1, a + i * axis.a, b + i * axis.b);
      };
      go(0, 0, 0);
    },
  };
}

/** As few axes as will do: neighbours along which both operands go on as they did are one. */
function axesOf(shape: readonly number[], a: readonly number[], b: readonly number[]): Axis[] {
  const axes: Axis[] = [];
  for (const [i, size] of shape.entries()) {
    if (size === 1) continue;
    const before = axes.at(-1);
    const isOne = before && before.a === a[i] * size && before.b === b[i] * size;
    if (isOne) axes.pop();
    axes.push({ size: isOne ? before.size * size : size, a: a[i], b: b[i] });
  }
  return axes;
}

/** Steps along the axes of a result of that many axes; 0 along those that are repeated. */
function stepsOf(shape: readonly number[], axes: number): number[] {
  const steps = new Array<number>(axes).fill(0);
  let step = 1;
  for (let i = shape.length - 1, axis = axes - 1; i >= 0; i--, axis--) {
    if (shape[i] > 1) steps[axis] = step;
    step *= shape[i];
  }
  return steps;
}
