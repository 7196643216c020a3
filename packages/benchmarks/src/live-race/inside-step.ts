import { problemFrom } from '@optimizer-zoo/testbed';
import { createFloat64 } from '../candidates/float64-term.js';
import { Float64Machine } from '../run/float64-machine.js';
import { needsOf } from '../run/needs.js';
import { couplingIn } from './coordinatewise.js';
import type { TrackConfig } from './run-config-of.js';
import { type SlotKind, slotKinds } from './slot-kinds.js';

type Pair = readonly [x: number, y: number];

/** A slot of an optimizer, before a step and after it. */
export interface SlotInside {
  readonly name: string;
  readonly kind: SlotKind;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** All that one step is made of. */
export interface InsideStep {
  /** Its number, from 1. */
  readonly step: number;
  readonly from: Pair;
  readonly to: Pair;
  /** The gradient that it was made with; undefined of what takes none. */
  readonly gradient?: Pair;
  readonly slots: readonly SlotInside[];
  /** For each coordinate, by how much the step is longer than the gradient, and against it. */
  readonly factors?: Pair;
  /** Why there are none, in a sentence. */
  readonly withoutFactors?: string;
}

/** Runs an optimizer up to a step, makes it, and tells what it was made of. `steps` is the number of the step. */
export function insideStep({ optimizer: term, problem: config, seed, steps: step }: TrackConfig): InsideStep {
  const problem = problemFrom(config);
  const optimizer = createFloat64(term);
  if (!optimizer) throw new Error(`${term.name} has no form in float64.`);
  const begin = () => new Float64Machine(optimizer, needsOf(term), problem, seed);
  const machine = begin();
  for (let made = 1; made < step; made++) advance(machine, made);
  const from = pairOf(machine.point());
  const { state: before, gradient } = machine.before(step);
  const measured = pairOf(gradient);
  advance(machine, step);
  const to = pairOf(machine.point());
  const { state: after } = machine.before(step + 1);
  const kinds = slotKinds(optimizer, problem.float64!, problem.start!(seed));
  return {
    step,
    from,
    to,
    ...(takesGradients(begin()) && { gradient: measured }),
    slots: Object.keys(after.slots).map((name) => ({
      name,
      kind: kinds[name] ?? 'size',
      before: (before.slots[name] ?? []).map(Number),
      after: after.slots[name]!.map(Number),
    })),
    ...factorsOf(couplingIn(optimizer), from, to, measured),
  };
}

const pairOf = (numbers: ArrayLike<number>): Pair => [numbers[0]!, numbers[1]!];

function advance(machine: Float64Machine, step: number): void {
  const ended = machine.step(step);
  if (ended) throw new Error(`It makes no step ${step}: ${ended.reason}.`);
}

function takesGradients(machine: Float64Machine): boolean {
  machine.step(1);
  return machine.cost().gradients > 0;
}

function factorsOf(coupling: string | undefined, from: Pair, to: Pair, gradient: Pair) {
  if (coupling) return { withoutFactors: coupling };
  if (gradient.some((one) => one === 0)) {
    return { withoutFactors: 'A coordinate of the gradient is 0, so its factor is not known.' };
  }
  const factor = (axis: 0 | 1) => (from[axis] - to[axis]) / gradient[axis];
  return { factors: [factor(0), factor(1)] as const };
}
