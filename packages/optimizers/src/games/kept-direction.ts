import type * as tf from '@tensorflow/tfjs-core';
import { flatten, unflatten } from '../linear-algebra/on-tfjs/flatten.js';
import type { SlotState } from '../state/variable-state.js';
import type { JointDirection } from './game.js';

type Direction = Pick<JointDirection, 'dx' | 'dy'>;
type Player = readonly SlotState[];

const slot = 'previous';
const kept = ({ tensors }: SlotState) => tensors[slot] as tf.Variable;

/** The direction of the step before, in a slot of each variable. */
export class KeptDirection {
  constructor(
    private readonly x: Player,
    private readonly y: Player,
  ) {}

  /** Undefined where a variable has made no step. */
  get previous(): Direction | undefined {
    const { x, y } = this;
    if ([...x, ...y].some(({ steps }) => steps === 0)) return undefined;
    return { dx: flatten(x.map(kept)), dy: flatten(y.map(kept)) };
  }

  set previous({ dx, dy }: Direction) {
    for (const [player, d] of [[this.x, dx] as const, [this.y, dy] as const]) {
      const slots = player.map(kept);
      unflatten(d, slots).forEach((part, index) => {
        slots[index].assign(part);
      });
    }
  }
}
