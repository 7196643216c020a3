import type * as tf from '@tensorflow/tfjs-core';
import { userVariables } from '../state/own-variable.js';
import { checkMatch, isSameMatch, matches, showMatch, warnOfStrangers } from './match.js';
import type { Match, OneMatch } from './variable-match.js';

/** Which variables an optimizer leaves alone. */
export class Frozen {
  private all: readonly OneMatch[] = [];
  /** What was given since the last step, and may mean no variable. */
  private readonly strangers = new Set<OneMatch>();

  constructor(private readonly owner: string) {}

  /** What they were frozen by. */
  get given(): readonly OneMatch[] {
    return this.all;
  }

  has(variable: tf.Variable): boolean {
    return this.all.length > 0 && matches(this.all, variable);
  }

  freeze(match: Match): void {
    checkMatch(`${this.owner}: frozen`, match);
    this.all = [...this.all, ...[match].flat()];
    this.expect(match);
  }

  /** Thaws all, or what was frozen by just these; warns if one of them froze nothing. */
  thaw(match: Match = this.all): void {
    const thawed = [match].flat();
    for (const one of thawed) {
      if (this.all.some((other) => isSameMatch(one, other))) continue;
      const known = this.all.map(showMatch).join(', ') || 'nothing';
      console.warn(`${this.owner}: thaw was given ${showMatch(one)}, but what is frozen is ${known}.`);
    }
    this.all = this.all.filter((one) => !thawed.some((other) => isSameMatch(one, other)));
  }

  /** There should be a variable that this means, once a step is made. */
  expect(match: Match): void {
    for (const one of [match].flat()) this.strangers.add(one);
  }

  /** Warns, once, of names that mean no variable. */
  warnOfStrangers(): void {
    if (this.strangers.size > 0) warnOfStrangers(this.owner, this.strangers, userVariables());
    this.strangers.clear();
  }
}
