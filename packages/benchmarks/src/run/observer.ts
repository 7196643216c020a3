import type { ProblemInstance } from '@optimizer-zoo/testbed';
import * as tf from '@tensorflow/tfjs';
import { type InstrumentName, instrumentNames, type Readings } from './instrument-names.js';
import { lookBefore } from './instruments.js';
import type { Judgement } from './machine.js';
import { numberOf } from './read-tensors.js';

/** A problem on tensors beside a run, off the clock: it is put where the run is, and looked at from there. */
export class Observer {
  constructor(
    private readonly instance: ProblemInstance,
    private readonly wanted: readonly InstrumentName[] = instrumentNames,
  ) {}

  get hasHeldOut(): boolean {
    return this.instance.heldOut !== undefined;
  }

  async heldOutAt(point: ArrayLike<number>): Promise<Judgement> {
    this.goTo(point);
    const { objective, accuracy } = this.instance.heldOut!();
    return { objective: await numberOf(objective), ...(accuracy && { accuracy: await numberOf(accuracy) }) };
  }

  /** Looks at a step from this point before it is made; what comes back is to be told where it led. */
  before(step: number, point: ArrayLike<number>): Promise<(after: ArrayLike<number>) => Partial<Readings>> {
    this.goTo(point);
    return lookBefore(step, this.instance, this.instance, this.wanted);
  }

  private goTo(point: ArrayLike<number>): void {
    let from = 0;
    for (const variable of this.instance.variables) {
      const part = Array.from({ length: variable.size }, (_, i) => point[from + i]);
      tf.tidy(() => variable.assign(tf.tensor(part, variable.shape, 'float32')));
      from += variable.size;
    }
  }

  dispose(): void {
    this.instance.dispose();
  }
}
