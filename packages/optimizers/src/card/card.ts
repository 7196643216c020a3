import type { Settings } from '@optimizer-zoo/schedulers';
import { kernelCount } from '../kernels/graph.js';
import { sizeOf } from '../kernels/host-memory.js';
import { traceAt } from '../kernels/trace.js';
import { type AnyRule, tensorsNeeded } from '../rule/any-rule.js';
import { formOf } from '../rule/form-of.js';
import {
  type Hyperparameter,
  type Hyperparameters,
  isNumeric,
  resolveOptions,
  settingsAt,
} from '../rule/hyperparameters.js';
import { type Definitions, define } from './definitions.js';
import { inOrder } from './equations.js';
import { latex } from './latex.js';
import { type Notation, print } from './notation.js';
import type { Definition } from './reader.js';
import { unicode } from './unicode.js';

/** Something in both notations. */
export interface Written {
  readonly unicode: string;
  readonly latex: string;
}

/** A step, line by line, with one setting of a switch or choice; `when` is undefined for the defaults. */
export interface Equation {
  readonly when?: string;
  readonly lines: readonly Written[];
}

/** What is to be known of an optimizer. */
export interface Card {
  readonly rule: string;
  readonly reference: string;
  readonly checkedAgainst?: string;
  /**
   * The whole step with the defaults; then, for each switch and choice, the lines that are otherwise. None of a rule on tensors
   * and of what is no rule, which have no graph: their docstrings give the equation.
   */
  readonly equations: readonly Equation[];
  /** What the parameter is while the model is evaluated, if not itself. */
  readonly evaluateAt?: Written;
  readonly hyperparameters: readonly {
    readonly name: string;
    readonly symbol?: Written;
    readonly default: number | boolean | string;
    /** An interval, or the names to choose from. */
    readonly range: string;
  }[];
  /** Names in the equations whose values are computed on the host at each step, and what they depend on. */
  readonly host: readonly { readonly symbol: Written; readonly of: readonly Written[] }[];
  /** How the parameter, the gradient, what else is measured of each element, and slots stand in the equations. */
  readonly tensors: readonly { readonly name: string; readonly symbol: Written }[];
  /** State: tensors of each variable's shape, scalars for each variable, and scalars for all together. */
  readonly slots: readonly string[];
  readonly variableState: readonly string[];
  readonly globalState: readonly string[];
  /** Undefined where slots have other shapes than the variable: `slotShapes` shows which, of a vector and a matrix. */
  readonly bytesPerParameter?: number;
  readonly slotShapes?: readonly string[];
  /** Undefined where a step runs on tensors, operation by operation. */
  readonly kernelsPerStep?: number;
  /** How many numbers are kept for each parameter, and what a step costs: as an optimizer that is no rule says it. */
  readonly state?: string;
  /** 8 on plain arrays, 4 on tensors. */
  readonly bytesPerNumber?: 4 | 8;
  readonly cost?: string;
  /** What a step needs besides the gradient. */
  readonly needs: readonly string[];
}

type Given = Readonly<Record<string, unknown>>;

const both = (write: (notation: Notation) => string): Written => ({ unicode: write(unicode), latex: write(latex) });

/** The defaults, with some options otherwise. */
const settingsOf = ({ name, hyper }: AnyRule, options: Readonly<Record<string, unknown>> = {}) =>
  settingsAt(name, hyper, resolveOptions(name, hyper, options), 1);

function lineOf({ symbol, formula, isUpdate }: Definition): Written {
  const [left, right] = [both(({ symbol: write }) => write(symbol)), both((notation) => print(notation, formula))];
  return {
    unicode: `${left.unicode} ${isUpdate ? '←' : '='} ${right.unicode}`,
    latex: `${left.latex} &${isUpdate ? '\\leftarrow' : '='} ${right.latex}`,
  };
}

const linesOf = ({ definitions }: Definitions) => inOrder(definitions).map(lineOf);

/** The lines that `known` has not; all of them if the others stand in another order, as then they mean other things. */
function differing(lines: readonly Written[], known: readonly Written[]): readonly Written[] {
  const places = new Map(known.map(({ unicode }, place) => [unicode, place]));
  const shared = lines.flatMap(({ unicode }) => places.get(unicode) ?? []);
  const isInOrder = shared.every((place, index) => index === 0 || place > shared[index - 1]);
  return isInOrder ? lines.filter(({ unicode }) => !places.has(unicode)) : lines;
}

/** The steps with other switches and choices than the defaults, one at a time; those that ask for other state have their own card. */
function formsOf(rule: AnyRule, options: Given): { when: string; settings: Settings<Hyperparameters> }[] {
  return Object.entries(rule.hyper).flatMap(([name, declared]) => {
    if (isNumeric(declared)) return [];
    const others = declared.kind === 'toggle' ? [!declared.default] : declared.names.slice(1);
    const values = others.filter(
      (value) => value !== options[name] && formOf(rule, { ...options, [name]: value }) === rule,
    );
    return values.map((value) => ({
      when: `${name} ${typeof value === 'string' ? `'${value}'` : value}`,
      settings: settingsOf(rule, { ...options, [name]: value }),
    }));
  });
}

/**
 * The card of a rule, or of the form of it that some options ask for; its equations are read from the graph that its kernels are
 * made from.
 */
export function card(declared: AnyRule, options: Given = {}): Card {
  const rule = formOf(declared, options);
  const defaults = settingsOf(rule, options);
  const plain = define(rule, defaults);
  const lines = linesOf(plain);
  const forms = formsOf(rule, options).flatMap(({ when, settings }) => {
    try {
      return [{ when, form: define(rule, settings, plain) }];
    } catch {
      return []; // a wrapper may refuse a choice around this rule, as lookahead does without a momentum
    }
  });
  const others = forms.map(({ when, form }) => ({ when, lines: differing(linesOf(form), lines) }));
  const { symbols, evaluateAt } = plain;
  const written = (name: string) => both(({ symbol }) => symbol(symbols.get(name)!));
  const opaque = [plain, ...forms.map(({ form }) => form)].flatMap(({ hosts }) =>
    hosts.filter(({ node }) => node === undefined),
  );
  return {
    rule: rule.name,
    reference: rule.reference,
    ...(rule.checkedAgainst !== undefined && { checkedAgainst: rule.checkedAgainst }),
    equations: [{ lines }, ...others].filter((equation) => equation.lines.length > 0),
    ...(evaluateAt && { evaluateAt: both((notation) => print(notation, evaluateAt)) }),
    hyperparameters: Object.entries(rule.hyper).map(([name, declared]) => ({
      name,
      ...(isNumeric(declared) && { symbol: written(name) }),
      default: declared.default,
      range: rangeOf(declared),
    })),
    host: opaque
      .filter(({ name }, index) => opaque.findIndex((other) => other.name === name) === index)
      .map(({ name, of }) => ({ symbol: written(name), of: of.map(written) })),
    tensors: ['param', 'grad', ...tensorsNeeded(rule), ...rule.slots].map((name) => ({ name, symbol: written(name) })),
    slots: rule.slots,
    variableState: Object.keys(rule.variableState ?? {}),
    globalState: Object.keys(rule.globalState ?? {}),
    ...(rule.slotShapes
      ? { slotShapes: examples.map((shape) => shapesText(shape, rule, defaults)) }
      : { bytesPerParameter: 4 * rule.slots.length, kernelsPerStep: kernelCount(traceAt(rule, defaults)) }),
    needs: rule.needs ?? [],
  };
}

/** A vector and a matrix, by which the card shows what shapes slots have. */
const examples = [[30], [30, 20]];

/** `[30, 20]: r [30], c [20]`, of a variable that is the only one; slots without elements are left out. */
function shapesText(shape: readonly number[], rule: AnyRule, settings: Settings<Hyperparameters>): string {
  const text = (lengths: readonly number[]) => `[${lengths.join(', ')}]`;
  const shapes = Object.entries(rule.slotShapes!(shape, settings, sizeOf(shape)));
  const kept = shapes.filter(([, lengths]) => sizeOf(lengths) > 0);
  return `${text(shape)}: ${kept.map(([name, lengths]) => `${name} ${text(lengths)}`).join(', ')}`;
}

export function rangeOf(declared: Hyperparameter): string {
  if (declared.kind === 'toggle') return 'true or false';
  return declared.kind === 'choice' ? declared.names.map((name) => `'${name}'`).join(', ') : declared.interval;
}
