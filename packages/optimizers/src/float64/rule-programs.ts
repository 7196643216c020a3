import { memoryOf } from '../kernels/float64-kernels.js';
import type { Arrays } from '../kernels/float64-module.js';
import { checkPrograms } from '../optimizer/check-groups.js';
import { moverTo } from '../optimizer/mover.js';
import { type AnyRule, ruleGiven } from '../rule/any-rule.js';
import { derived } from '../rule/derived.js';
import type { Operand, Value } from '../rule/value.js';
import type { Beginning, Curvature } from './optimizer.js';
import { type Place, type Planned, ProgramRun, planRule, tableBytes } from './program-run.js';
import type { Segment } from './segments.js';

/** Multiples of it keep vectors whole. */
const alignment = 16;
const aligned = (bytes: number) => Math.ceil(bytes / alignment) * alignment;

/** The kinds of programs of a run: steps with all that a rule needs, or without what is not measured; moves; first slots. */
export interface Programs {
  readonly full: readonly ProgramRun[];
  readonly lacking: readonly ProgramRun[];
  readonly gradientAt: readonly ProgramRun[];
  readonly evaluateAt: readonly ProgramRun[];
}

/** Plans all programs of a run, then lays out its memory, one array for each name, then makes them. */
export function layOut(rule: AnyRule, segments: readonly Segment[], names: readonly string[], size: number) {
  const plan = (one: AnyRule | undefined) => (one ? planRule(one, segments) : []);
  const lacking = ruleGiven(rule, []);
  const plans = {
    full: plan(rule),
    lacking: plan(lacking === rule ? undefined : lacking),
    gradientAt: plan(moverTo('gradientAt', rule)),
    evaluateAt: plan(moverTo('evaluateAt', rule)),
    initial: plan(firstSlots(rule)),
  };
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
  const make = (all: readonly Planned[], arrays: Arrays) =>
    all.map((one) => {
      const run = new ProgramRun(one, arrays, place, tables);
      tables += tableBytes(one);
      return run;
    });
  const programs: Programs = {
    full: make(plans.full, inPlace),
    lacking: make(plans.lacking, inPlace),
    gradientAt: make(plans.gradientAt, aside),
    evaluateAt: make(plans.evaluateAt, aside),
  };
  return { programs, place, initial: make(plans.initial, inPlace) };
}

/** How a rule that needs it has the diagonal of the Hessian measured: by the objective if it can, else as an option or its factory says. */
export function curvatureOf(owner: string, given: Curvature | undefined, { evaluator }: Beginning): Curvature {
  if (given && !(given.isDefault && evaluator.has('hessianDiagonal'))) return given;
  if (!evaluator.has('hessianDiagonal')) {
    throw new Error(`${owner} needs the diagonal of the Hessian: give hessianDiagonal beside the gradient.`);
  }
  return { isMeasured: () => true, measure: (_, { x }, into) => evaluator.fill('hessianDiagonal', into, x) };
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
