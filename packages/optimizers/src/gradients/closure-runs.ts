import * as tf from '@tensorflow/tfjs-core';
import { CarriedStates } from './carried-states.js';
import { type Watcher, watchRun } from './watch-run.js';

/** Makes the runs of a loss within one step the same function of the weights. */
export interface LossRuns {
  of<T extends tf.Tensor>(loss: () => T): () => T;
  dispose(): void;
}

/**
 * The runs of a loss within one step, which a gradient source may make as many of as it needs. The first counts: its
 * metrics are what model.fit logs, its batch what batch normalization learns from. Those after it draw the same random
 * numbers and start from the same states of recurrent layers ({@link CarriedStates}), so that they are the same function
 * of the weights, and leave no trace: variables that they move, such as the statistics of batch normalization, and states
 * are put back, and what else they keep (the metrics again) is disposed when the next step begins, as `trainOnBatch` reads
 * it. What a loss does beside that, such as taking the next batch of an iterator, it does at each run.
 */
export class ClosureRuns implements LossRuns {
  private kept: tf.Tensor[] = [];
  private states?: CarriedStates;

  /** The loss of a step, to be run by one gradient source. */
  of<T extends tf.Tensor>(loss: () => T): () => T {
    const states = this.begin('left');
    let drawn: number[] | undefined;
    return () => {
      if (drawn) return this.again(states, drawn, loss);
      const numbers: number[] = [];
      drawn = numbers;
      return states.first(() => drawing(numbers, loss));
    };
  }

  /** A loss that is only looked at: none of its runs counts. */
  apart<T extends tf.Tensor>(loss: () => T): () => T {
    const states = this.begin('given');
    const drawn: number[] = [];
    let isKnown = false;
    return () => {
      if (!isKnown) {
        isKnown = true;
        const value = this.traceless(() => states.first(() => drawing(drawn, loss)));
        if (!states.isPossible) return value;
        value.dispose(); // only a second run shows what the first has moved
      }
      return this.again(states, drawn, loss);
    };
  }

  /** Gives back what the extra runs of the last step kept. */
  dispose(): void {
    const { states } = this;
    tf.dispose(this.kept.filter((tensor) => !states?.has(tensor)));
    states?.dispose();
    this.kept = [];
    this.states = undefined;
  }

  private begin(afterwards: 'given' | 'left'): CarriedStates {
    this.dispose();
    const states = new CarriedStates(afterwards);
    this.states = states;
    return states;
  }

  private again<T>(states: CarriedStates, drawn: number[], loss: () => T): T {
    return this.traceless(() => states.again(() => drawing(drawn, loss)));
  }

  /** Puts variables back, and takes down what is kept. */
  private traceless<T>(run: () => T): T {
    const before = new Map<tf.Variable, tf.Tensor>();
    const watcher: Watcher = {
      kept: (tensor) => {
        if (!tensor.kept) this.kept.push(tensor);
      },
      ends: (tensor) => {
        // tfjs ends a variable's tensor when something is assigned to it.
        if (tensor instanceof tf.Variable && !before.has(tensor)) before.set(tensor, tf.keep(tensor.clone()));
      },
    };
    try {
      return watchRun(watcher, run);
    } finally {
      for (const [variable, value] of before) {
        if (!variable.isDisposed) variable.assign(value);
        value.dispose();
      }
    }
  }
}

/** Runs with `drawn` in the place of Math.random, which tf draws the seeds of dropout and noise from, and adds to it. */
function drawing<T>(drawn: number[], run: () => T): T {
  const { random } = Math;
  let draws = 0;
  Math.random = () => {
    drawn[draws] ??= random();
    return drawn[draws++];
  };
  try {
    return run();
  } finally {
    Math.random = random;
  }
}
