import { number, type Settings } from '@optimizer-zoo/schedulers';
import fc from 'fast-check';
import { everyRule } from '../fixtures/every-rule.js';
import { defineOptimizer } from '../optimizer/define-optimizer.js';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import { type Hyperparameters, isNumeric } from '../rule/hyperparameters.js';
import { optionsOf } from '../testing/run.js';
import { define } from './definitions.js';
import { inOrder } from './equations.js';
import { evaluate } from './fixtures/evaluate.js';
import { at, type Column, owners, stepInFloat64 } from './fixtures/float64.js';
import { print } from './notation.js';
import { unicode } from './unicode.js';

/** The lines of a card as [left, right], for some switches and choices, with what its symbols are called. */
function equationOf(rule: AnyRule, settings: Settings<Hyperparameters>) {
  const { definitions, symbols } = define(rule, settings);
  const lines = inOrder(definitions).map(({ symbol, formula, reference }) => ({
    left: unicode.symbol(symbol),
    right: print(unicode, formula),
    reference,
  }));
  return { lines, symbols: new Map([...symbols].map(([name, letter]) => [name, unicode.symbol(letter)])) };
}

/** Symbols become identifiers: the longest first, words whole. */
function identifiers(symbols: readonly string[]) {
  const sorted = [...new Set(symbols)].sort((a, b) => b.length - a.length);
  const escaped = sorted.map((symbol) => symbol.replace(/[()^$.*+?|[\]{}\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![A-Za-z])(?:${escaped.join('|')})(?![A-Za-z\u0302])`, 'gu');
  const name = (symbol: string) => (symbol === 't' ? 't' : `v${sorted.indexOf(symbol)}`);
  return { name, replace: (text: string) => text.replace(pattern, name) };
}

/** The step that the printed equation makes. */
function stepAsPrinted({ lines, symbols }: ReturnType<typeof equationOf>, inputs: Readonly<Record<string, Column>>) {
  const { name, replace } = identifiers([...symbols.values(), ...lines.map(({ left }) => left)]);
  const scope: Record<string, Column> = {};
  for (const [of, symbol] of symbols) if (inputs[of] !== undefined) scope[name(symbol)] = inputs[of];
  for (const { left, right } of lines) {
    if (right.startsWith('∇f')) continue; // the gradient is given
    scope[name(left)] = evaluate(replace(right), scope);
  }
  return (of: string) => scope[name(symbols.get(of)!)];
}

const positive = fc.double({ min: 0.05, max: 2, noNaN: true });
const any = fc.oneof(
  positive,
  positive.map((x) => -x),
);
const columnOf = (element: fc.Arbitrary<number>) =>
  fc.array(element, { minLength: owners.length, maxLength: owners.length });

/** A value that a hyperparameter may have. */
function allowed(rule: AnyRule, name: string) {
  const declared = rule.hyper[name];
  const fits = (value: number) => declared?.kind !== 'number' || declared.contains(value);
  const fallback = declared?.kind === 'number' ? declared.default : 1;
  return fc
    .double({ min: 0.01, max: 0.99, noNaN: true })
    .map((value) => [value, Math.ceil(3 * value)].find(fits) ?? fallback);
}

function expectClose(actual: Column, expected: Column, what: string): void {
  for (const element of owners.keys()) {
    const [a, b] = [at(actual, element), at(expected, element)];
    if (!Object.is(a, b) && !(Math.abs(a - b) <= 1e-6 * (1 + Math.abs(b))))
      throw new Error(`${what}: the equation gives ${a}, the rule ${b}.`);
  }
}

/** What no rule of the zoo puts together: signs that cancel, values swapped, words and conditions inside each other. */
const strange = defineOptimizer({
  name: 'Strange',
  reference: 'this test',
  hyper: { learningRate: number('(-inf, inf)', 0.1), beta: number('(-inf, inf)', 0.5) },
  slots: ['a', 'b'],
  hostScalars: ({ beta }, step) => ({ correction: 1 - beta ** step, power: beta ** (step - 1) }),
  update({ param: x, grad: g, a, b, learningRate, beta, correction, power }) {
    const signs = a.neg().mul(b.neg()).div(g.square().add(1).neg()).neg().sub(beta.sub(2).neg().mul(-3));
    const isOdd = x
      .isNaN()
      .logicalNot()
      .logicalAnd(g.equal(0).logicalOr(x.lessEqual(g.minimum(b))))
      .logicalNot();
    const nested = x.sum().sub(g.max()).abs().pow(-0.5).mul(x.sub(a).square().sum().sqrt().add(g.globalSum().square()));
    return {
      a: b.sub(x.div(a.div(b))).where(isOdd, signs.mul(power)),
      b: a
        .sub(b.sub(x.sub(a)))
        .div(correction)
        .mul(correction.sqrt()),
      param: x.sub(nested.mul(learningRate).mul(signs)).maximum(x.neg().sign()),
    };
  },
})();

/** Counts, whole or not, whose sums are exact: one that rounding takes over a period's end is another step. */
const counted = fc.oneof(
  fc.integer({ min: 1, max: 10 }),
  fc.integer({ min: 4, max: 640 }).map((n) => n / 64),
);

/** Rules on tensors have no graph to be read. */
const traced = [
  ...everyRule.filter(([, rule]) => !rule.slotShapes),
  ['strange', strange.rule, optionsOf(strange)] as const,
];

test.each(traced)('%s: the equation on the card is the step that is made', (_name, rule, options) => {
  const fixed: Record<string, boolean | string> = Object.fromEntries(
    Object.entries(rule.hyper).flatMap(([name, declared]) =>
      isNumeric(declared) ? [] : [[name, options[name] as boolean | string]],
    ),
  );
  const numeric = Object.keys(rule.hyper).filter((name) => isNumeric(rule.hyper[name]));
  const kept = [...Object.keys(rule.globalState ?? {}), ...Object.keys(rule.variableState ?? {})];
  const equation = equationOf(rule, { ...options, ...fixed } as never);
  fc.assert(
    fc.property(
      fc.record({
        step: fc.integer({ min: 1, max: 20 }),
        hyper: fc.record(Object.fromEntries(numeric.map((name) => [name, allowed(rule, name)]))),
        tensors: fc.record(
          Object.fromEntries(['param', 'grad', ...tensorsNeeded(rule)].map((name) => [name, columnOf(any)])),
        ),
        slots: fc.record(Object.fromEntries(rule.slots.map((name) => [name, columnOf(positive)]))),
        scalars: fc.record(Object.fromEntries([...kept, 'loss'].map((name) => [name, counted]))),
      }),
      ({ step, hyper, tensors, slots, scalars }) => {
        const host = rule.hostScalars?.({ ...hyper, ...fixed } as never, step, scalars) ?? {};
        const inputs = { ...tensors, ...slots, ...hyper, ...scalars, ...host } as Record<string, Column>;
        const expected = stepInFloat64(rule, { ...inputs, ...fixed });
        const printed = stepAsPrinted(equation, { ...inputs, step });
        for (const name of ['param', ...rule.slots, ...kept]) expectClose(printed(name), expected[name], name);
      },
    ),
    { numRuns: 20, seed: 1 },
  );
});
