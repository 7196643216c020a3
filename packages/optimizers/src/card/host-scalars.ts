import type { Settings } from '@optimizer-zoo/schedulers';
import { Scope } from '../kernels/graph.js';
import { type AnyRule, stateScalars } from '../rule/any-rule.js';
import { type Hyperparameters, numericNames } from '../rule/hyperparameters.js';
import { apply, type Formula, fraction, number, power, sum } from './formula.js';

/** A number that a rule computes on the host at each step. */
export interface HostScalar {
  readonly name: string;
  /** What it is in closed form, where it is one of the usual ones. */
  readonly form?: Formula;
  /** The hyperparameter whose power it is one minus of: it corrects the bias of an average that starts at zero. */
  readonly corrects?: string;
  /** What it depends on: names of hyperparameters, memory and scalar slots, and 'step'. */
  readonly of: readonly string[];
}

/** What a host scalar is computed from: hyperparameters, memory, scalar slots and 'step', by name. */
type Point = Readonly<Record<string, number | boolean | string>>;

interface Guess {
  value(point: Readonly<Record<string, number>>): number;
  form(): Formula;
  readonly corrects?: string;
}

const steps = [1, 2, 3, 7, 50];
const factors = [0.83, 0.61, 0.37];
const near = [0, 10];

/** Points near the defaults and far from them, at which no two numbers are alike, with little and with much in memory. */
function pointsOf(rule: AnyRule, settings: Settings<Hyperparameters>): Point[] {
  const numeric = numericNames(rule.hyper);
  const spread = (names: readonly string[], start: (name: string) => number, factor: number, distance: number) =>
    names.map((name, index) => {
      const value = factor * (start(name) + 0.003 * (index + 1) + distance);
      return [name, [value, Math.ceil(value)].find((one) => isIn(rule, name, one)) ?? settings[name]];
    });
  const kept = stateScalars(rule);
  const apart = near.flatMap((distance) =>
    factors.flatMap((factor) => {
      const hyper = spread(numeric, (name) => Number(settings[name]), factor, distance);
      return near.flatMap((other) => {
        const globalState = spread(kept, () => 0, factor, other);
        return steps.map((step) => ({ ...settings, ...Object.fromEntries([...hyper, ...globalState]), step }));
      });
    }),
  );
  if (kept.length === 0) return apart;
  // What happens at every k-th step is seen only where counts are whole.
  const counted = Array.from({ length: 12 }, (_, n) =>
    kept.map((name, index) => [name, Math.floor((n * (index + 1)) / 2)]),
  );
  return [...apart, ...counted.map((globalState) => ({ ...apart[0], ...Object.fromEntries(globalState) }))];
}

function isIn({ hyper }: AnyRule, name: string, value: number): boolean {
  const declared = hyper[name];
  return declared?.kind !== 'number' || declared.contains(value);
}

/**
 * The rule's host scalars. Their code cannot be traced, so the usual closed forms are recognised by their values at many
 * points: a constant, the step, one minus a power of a hyperparameter, its root, a product of two, and one minus that.
 *
 * @param symbol the formula of a hyperparameter or of 'step'.
 */
export function hostScalars(
  rule: AnyRule,
  settings: Settings<Hyperparameters>,
  symbol: (name: string) => Formula,
): HostScalar[] {
  const { hostScalars: scalars } = rule;
  if (!scalars) return [];
  const at = (point: Point) => scalars(point as never, point.step as number, point as never);
  const points = pointsOf(rule, settings);
  const values = points.map(at);
  const varied = numericNames(rule.hyper).filter((name) => points.some((point) => point[name] !== points[0][name]));
  const step: Guess = { value: (point) => point.step, form: () => symbol('step') };
  const guesses = [step, ...varied.flatMap((name) => powersOf(name, symbol)), ...productsOf(varied, symbol)];
  return Object.keys(values[0]).map((name) => {
    const constant = values.every((value) => value[name] === values[0][name]) ? values[0][name] : undefined;
    if (constant !== undefined) return { name, of: [], form: number(constant) };
    const found = guesses.find(({ value }) =>
      points.every((point, i) => isClose(values[i][name], value(point as never))),
    );
    const matters = (other: string) =>
      points.some((point, i) =>
        points.some((donor) => at({ ...point, [other]: donor[other] })[name] !== values[i][name]),
      );
    const of = [...varied, ...stateScalars(rule), 'step'].filter(matters);
    return { name, of, ...(found && { form: found.form(), corrects: found.corrects }) };
  });
}

const isClose = (a: number, b: number) => a === b || Math.abs(a - b) <= 1e-12 * (1 + Math.abs(b));

function powersOf(name: string, symbol: (name: string) => Formula): Guess[] {
  const form = () => sum([plus(number(1)), minus(power(symbol(name), symbol('step')))]);
  const value: Guess['value'] = ({ step, [name]: decay }) => 1 - decay ** step;
  return [
    { value, form, corrects: name },
    { value: (point) => Math.sqrt(value(point)), form: () => apply('sqrt', [form()]) },
  ];
}

function productsOf(names: readonly string[], symbol: (name: string) => Formula): Guess[] {
  return names.flatMap((a, index) =>
    names.slice(index + 1).flatMap((b): Guess[] => {
      const form = () => fraction([symbol(a), symbol(b)]);
      return [
        { value: (point) => point[a] * point[b], form },
        { value: (point) => 1 - point[a] * point[b], form: () => sum([plus(number(1)), minus(form())]) },
      ];
    }),
  );
}

const plus = (formula: Formula) => ({ isNegative: false, formula });
const minus = (formula: Formula) => ({ isNegative: true, formula });

/** One in closed form, as a formula. */
export const hostFormula = ({ form, corrects }: HostScalar & { form: Formula }): Formula =>
  form.kind === 'number'
    ? form
    : { kind: 'host', form, scope: Scope.Step, ...(corrects !== undefined && { corrects }) };
