import { memoryOf } from '../kernels/float64-kernels.js';
import type { Arrays } from '../kernels/float64-module.js';
import type { Program } from '../kernels/graph.js';
import { checkPrograms } from '../optimizer/check-groups.js';
import { moverTo } from '../optimizer/mover.js';
import { type AnyRule, ruleGiven } from '../rule/any-rule.js';
import { derived } from '../rule/derived.js';
import { mapValues } from '../rule/map-values.js';
import type { Scalars } from '../rule/scalars.js';
import type { Operand, Value } from '../rule/value.js';
import type { Beginning, Measuring } from './optimizer.js';
import type { Layout } from './parameters.js';
import { type Place, ProgramRun, planRule, tableBytes } from './program-run.js';
import type { StepProgress } from './scalar-table.js';
import type { Segment } from './segments.js';

/** Multiples of it keep vectors whole. */
const alignment = 16;
const aligned = (bytes: number) => Math.ceil(bytes / alignment) * alignment;

/** A program at work on some segments. */
export interface RunningProgram {
  readonly program: Program;
  /** How many segments it serves. */
  readonly count: number;
  /** Makes its part of a step; gives the new global state, and keeps the scalars of each segment. */
  run(progress: StepProgress): Scalars;
  /** What an input is for a segment at this step; `run` has been called. */
  inputsOf(index: number): Readonly<Record<string, number>>;
}

/** The kinds of programs of a run: steps with all that a rule needs, or without what is not measured; moves; first slots. */
type Kind = 'full' | 'lacking' | 'gradientAt' | 'evaluateAt' | 'initial';
export type Programs = Readonly<Record<Kind, readonly RunningProgram[]>>;

/** What each kind is a program of; undefined where the rule has no need of it. */
export function rulesOf(rule: AnyRule): Record<Kind, AnyRule | undefined> {
  const lacking = ruleGiven(rule, []);
  return {
    full: rule,
    lacking: lacking === rule ? undefined : lacking,
    gradientAt: moverTo('gradientAt', rule),
    evaluateAt: moverTo('evaluateAt', rule),
    initial: firstSlots(rule),
  };
}

/** Whether a program leaves the parameters alone and writes where they are to be beside them. */
export const isAside = (kind: string): boolean => kind === 'gradientAt' || kind === 'evaluateAt';

/** What a run works on: its programs, and an array for each name. */
export interface LaidOut {
  readonly programs: Programs;
  readonly arrays: readonly Float64Array[];
}

/** Makes both. */
export type LayOut = (rule: AnyRule, segments: readonly Segment[], names: readonly string[], layout: Layout) => LaidOut;

/** Plans all programs of a run, then lays out its memory, one array for each name, then makes them. */
export const layOut: LayOut = (rule, segments, names, { size }) => {
  const plans = mapValues(rulesOf(rule), (one) => (one ? planRule(one, segments) : []));
  checkPrograms(
    rule,
    plans.full.map(({ program }) => program),
  );
  const base = aligned(
    Object.values(plans)
      .flat()
      .reduce((sum, one) => sum + tableBytes(one), 0),
  );
  const stride = aligned(8 * size);
  const place: Place = { memory: memoryOf(base + stride * names.length), base, stride };
  const numbered = (name: string) => names.indexOf(name);
  const inPlace: Arrays = { read: numbered, write: numbered };
  const aside: Arrays = { read: numbered, write: () => numbered('point') };
  let tables = 0;
  const programs = mapValues(plans, (all, kind) =>
    all.map((one) => {
      const run = new ProgramRun(one, isAside(kind) ? aside : inPlace, place, tables);
      tables += tableBytes(one);
      return run;
    }),
  );
  return { programs, arrays: names.map((_, k) => new Float64Array(place.memory.buffer, base + stride * k, size)) };
};

/**
 * How what a rule needs beside the gradient is measured: as an option or its factory says; the diagonal of the Hessian by the objective
 * if it can, where that is no option.
 */
export function curvatureOf(
  { name, needs = [] }: AnyRule,
  given: Measuring | undefined,
  { evaluator }: Beginning,
): Measuring {
  const isDiagonal = needs.includes('hessianDiagonal');
  const isOwn = isDiagonal && evaluator.has('hessianDiagonal');
  if (given && !(given.isDefault && isOwn)) return given;
  if (isOwn) return { isMeasured: () => true, measure: (_, { x }, into) => evaluator.fill('hessianDiagonal', into, x) };
  throw new Error(
    isDiagonal
      ? `${name} needs the diagonal of the Hessian: give hessianDiagonal beside the gradient.`
      : `${name} needs a probe and its product with the Hessian: give how they are measured, as hessianVector() does.`,
  );
}

/** The rule that gives slots their first values; undefined if they are zeros. */
function firstSlots(rule: AnyRule): AnyRule | undefined {
  if (!rule.initial) return undefined;
  return derived(rule, 'first slots', () => ({
    ...rule,
    needs: [],
    globalState: undefined,
    variableState: undefined,
    hostScalars: undefined,
    update: ({ param }) => {
      const x = param as Value;
      const given = rule.initial!({ param: x });
      const first = (slot: string) => given[slot] ?? 0;
      const value = (operand: Operand) => (typeof operand === 'number' ? x.constant(operand) : operand);
      return { param: x, ...Object.fromEntries(rule.slots.map((slot) => [slot, value(first(slot))])) };
    },
  }));
}
