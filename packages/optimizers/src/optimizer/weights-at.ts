import * as tf from '@tensorflow/tfjs-core';
import { type AnyRule, stateScalars } from '../rule/rule.js';
import type { Value } from '../rule/value.js';

type Point = 'gradientAt' | 'evaluateAt';

const made = { gradientAt: new WeakMap<AnyRule, AnyRule>(), evaluateAt: new WeakMap<AnyRule, AnyRule>() };

/**
 * The rule that takes parameters to another point and leaves the state alone; undefined if they are to stay. The same one
 * each time, so that it is traced once.
 */
export function moveTo(point: Point, rule: AnyRule): AnyRule | undefined {
  if (!rule[point]) return undefined;
  const kept = [...rule.slots, ...stateScalars(rule)];
  const mover = made[point].get(rule) ?? {
    ...rule,
    needs: [],
    update: (values) => ({
      ...Object.fromEntries(kept.map((name) => [name, values[name] as Value])),
      param: rule[point]!(values),
    }),
  };
  made[point].set(rule, mover);
  return mover;
}

/** Parameters that are away from where training has them. */
export class Excursion {
  private readonly home: (readonly [tf.Variable, tf.Tensor])[];

  /** `move` takes the parameters away; if it fails they are as they were. */
  constructor(params: readonly tf.Variable[], move: () => void) {
    this.home = params.map((param) => [param, tf.keep(param.clone())]); // shares the buffer, so it is not written over
    try {
      move();
    } catch (error) {
      this.back();
      throw error;
    }
  }

  back(): void {
    for (const [param, point] of this.home) if (!param.isDisposed) param.assign(point);
    this.stay();
  }

  stay(): void {
    for (const [, point] of this.home) point.dispose();
  }
}
