import { type Hyperparameters, isNumeric, type Settings } from '../hyperparameters.js';
import { Rank } from '../kernels/graph.js';
import type { AnyRule } from '../rule.js';
import { apply, type Formula, fraction, number, power, sum } from './formula.js';

type Numbers = Readonly<Record<string, number>>;

/** A number that a rule computes on the host at each step. */
export interface HostScalar {
  readonly name: string;
  /** What it is in closed form, where it is one of the usual ones. */
  readonly form?: Formula;
  /** The hyperparameter whose power it is one minus of: it corrects the bias of an average that starts at zero. */
  readonly corrects?: string;
  /** What it depends on: names of hyperparameters, and 'step'. */
  readonly of: readonly string[];
}

interface Guess {
  value(settings: Numbers, step: number): number;
  form(): Formula;
  readonly corrects?: string;
}

/** Settings away from the defaults, no two hyperparameters alike; the defaults where a range leaves no room. */
const samples = (rule: AnyRule, settings: Settings<Hyperparameters>, away = 0) =>
  [0.83, 0.61, 0.37].map((factor) => {
    const moved = { ...settings } as Record<string, unknown>;
    for (const [index, [name, declared]] of Object.entries(rule.hyper).entries()) {
      if (!isNumeric(declared)) continue;
      const value = factor * (Number(settings[name]) + 0.003 * (index + 1) + away);
      if (typeof declared === 'number' || declared.contains(value)) moved[name] = value;
    }
    return moved as Settings<Hyperparameters> & Numbers;
  });

const steps = [1, 2, 3, 7, 50];
const isClose = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= 1e-12 * (1 + Math.abs(b));

/**
 * The rule's host scalars. Their code cannot be traced, so the usual closed forms are recognised by their values: one
 * minus a power of a hyperparameter, its root, a product of two, and one minus that.
 *
 * @param symbol the formula of a hyperparameter or of 'step'.
 */
export function hostScalars(
  rule: AnyRule,
  settings: Settings<Hyperparameters>,
  symbol: (name: string) => Formula,
): HostScalar[] {
  const { scalars } = rule;
  if (!scalars) return [];
  const numeric = Object.keys(rule.hyper).filter((name) => isNumeric(rule.hyper[name]));
  const points = samples(rule, settings).flatMap((sample) => steps.map((step) => ({ sample, step })));
  const values = points.map(({ sample, step }) => scalars(sample, step, {}));
  const guesses = [...numeric.flatMap((name) => powersOf(name, symbol)), ...productsOf(numeric, symbol)];
  return Object.keys(values[0]).map((name) => {
    const found = guesses.find(({ value }) =>
      points.every(({ sample, step }, i) => isClose(values[i][name], value(sample, step))),
    );
    const of = dependencies(rule, name, numeric, settings);
    return { name, of, ...(found && { form: found.form(), corrects: found.corrects }) };
  });
}

function powersOf(name: string, symbol: (name: string) => Formula): Guess[] {
  const form = () => sum([plus(number(1)), minus(power(symbol(name), symbol('step')))]);
  const value = (settings: Numbers, step: number) => 1 - settings[name] ** step;
  return [
    { value, form, corrects: name },
    { value: (settings, step) => Math.sqrt(value(settings, step)), form: () => apply('sqrt', [form()]) },
  ];
}

function productsOf(names: readonly string[], symbol: (name: string) => Formula): Guess[] {
  return names.flatMap((a, index) =>
    names.slice(index + 1).flatMap((b): Guess[] => {
      const form = () => fraction([symbol(a), symbol(b)]);
      return [
        { value: (settings) => settings[a] * settings[b], form },
        { value: (settings) => 1 - settings[a] * settings[b], form: () => sum([plus(number(1)), minus(form())]) },
      ];
    }),
  );
}

const plus = (formula: Formula) => ({ isNegative: false, formula });
const minus = (formula: Formula) => ({ isNegative: true, formula });

/** What changes a scalar when it alone is changed, at any of some points; some of them are far away from the defaults. */
function dependencies(rule: AnyRule, name: string, numeric: readonly string[], settings: Settings<Hyperparameters>) {
  const at = (given: Settings<Hyperparameters>, step: number) => rule.scalars!(given, step, {})[name];
  const points = [...samples(rule, settings), ...samples(rule, settings, 10)];
  const differs = (one: Settings<Hyperparameters>, other: Settings<Hyperparameters>) =>
    steps.some((step) => at(one, step) !== at(other, step));
  const matters = (hyper: string) =>
    points.some((one) => points.some((other) => differs(one, { ...one, [hyper]: other[hyper] })));
  const moves = points.some((one) => steps.some((step) => at(one, step) !== at(one, steps[0])));
  return [...numeric.filter(matters), ...(moves ? ['step'] : [])];
}

/** One in closed form, as a formula. */
export const hostFormula = ({ form, corrects }: HostScalar & { form: Formula }): Formula => ({
  kind: 'host',
  form,
  rank: Rank.Step,
  ...(corrects !== undefined && { corrects }),
});
