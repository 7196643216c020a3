import type { Settings } from '@optimizer-zoo/schedulers';
import { type NodeId, type Output, Scope } from '../kernels/graph.js';
import { GraphBuilder } from '../kernels/graph-builder.js';
import { type Symbolic, symbolicInputs, traceAt } from '../kernels/trace.js';
import { type AnyRule, stateScalars, tensorsNeeded } from '../rule/any-rule.js';
import type { Hyperparameters } from '../rule/hyperparameters.js';
import { apply, type Formula, fraction, negative, number, power, type Reference, sum, symbolsIn } from './formula.js';
import { type HostScalar, hostFormula, hostScalars } from './host-scalars.js';
import { print } from './notation.js';
import { freeLetter, type Letter, symbolsOf } from './symbols.js';
import { unicode } from './unicode.js';
import { type Reading, read } from './words.js';

/** One line of an equation: state that is updated (←), or a name for what is used below (=). */
export interface Definition {
  readonly reference: Reference;
  readonly symbol: Letter;
  readonly formula: Formula;
  /** Whether it is state; otherwise a shorthand. */
  readonly isUpdate: boolean;
}

/** A rule's step as definitions in no order yet, with the symbols of its names and its host scalars. */
export interface Definitions {
  readonly definitions: readonly Definition[];
  readonly symbols: ReadonlyMap<string, Letter>;
  readonly hosts: readonly HostScalar[];
  /** What the parameter is while the model is evaluated, if not itself. */
  readonly evaluateAt?: Formula;
}

/**
 * Reads the traced graph of a rule, with the switches and choices of `settings`. What another reading, `like`, gave a letter
 * has the same here.
 */
export function define(rule: AnyRule, settings: Settings<Hyperparameters>, like?: Definitions): Definitions {
  const builder = new GraphBuilder();
  const { globalState, variableState, passes } = traceAt(rule, settings, builder);
  const kept = stateScalars(rule);
  const state = ['param', 'grad', ...tensorsNeeded(rule), ...rule.slots, ...kept];
  const hostNames = Object.keys(rule.hostScalars?.(settings, 1, {}) ?? {});
  const symbols = symbolsOf([...state, 'loss', 'step', ...Object.keys(rule.hyper), ...hostNames]);
  const given = (name: string): Formula => symbol(`input ${name}`, symbols.get(name)!, Scope.Step);
  const hosts = hostScalars(rule, settings, given);
  const inputs = symbolicInputs(rule, settings, hostNames, builder);
  const pointOf = (at: AnyRule['gradientAt']) => (at?.(inputs) as Symbolic | undefined)?.id;
  const outputs = [...globalState, ...variableState, ...(passes.at(-1)?.outputs ?? [])];
  const changed = outputs.filter(({ name, node }) => builder.nodes[node].name !== name);
  const shorthands = (like?.definitions ?? []).filter(({ reference }) => reference.startsWith('let'));
  const names = { symbols, hosts, shorthands, isState: (name: string) => state.includes(name) };
  const reader = new Reader(builder, changed, names, pointOf(rule.gradientAt));
  const evaluateAt = pointOf(rule.evaluateAt);
  return {
    definitions: reader.definitions,
    symbols,
    hosts,
    ...(evaluateAt !== undefined && { evaluateAt: new Reader(builder, [], names).written(evaluateAt) }),
  };
}

/** What names mean in one rule. */
interface Names {
  readonly symbols: ReadonlyMap<string, Letter>;
  readonly hosts: readonly HostScalar[];
  /** Letters that are to be used again for the same. */
  readonly shorthands: readonly Definition[];
  isState(name: string): boolean;
}

const symbol = (reference: Reference, symbol: Letter, scope: Scope): Formula => ({
  kind: 'symbol',
  symbol,
  reference,
  scope,
});

const scalarLetters = 'cskarwhpqzuvy';
const tensorLetters = 'duzwqpcyrsahk';

/** Turns nodes into formulas. What is computed once and used twice gets a letter; the new value of a slot its name. */
class Reader {
  readonly definitions: Definition[] = [];
  private readonly formulas = new Map<NodeId, Formula>();
  private readonly uses = new Map<NodeId, number>();
  private readonly readings = new Map<NodeId, Reading>();
  private readonly updated: ReadonlyMap<NodeId, string>;
  private readonly taken: Map<string, Letter>;

  constructor(
    private readonly builder: GraphBuilder,
    outputs: readonly Output[],
    private readonly names: Names,
    private readonly gradientAt?: NodeId,
  ) {
    const { symbols } = names;
    this.taken = new Map([
      ...symbols,
      ...names.shorthands.map(({ symbol, reference }) => [`like ${reference}`, symbol] as const),
    ]);
    this.updated = new Map(outputs.filter(({ node }) => this.isComputed(node)).map(({ name, node }) => [node, name]));
    for (const { node } of outputs) this.count(node);
    if (gradientAt !== undefined) {
      this.count(gradientAt);
      const formula = apply('gradient', [this.formulaOf(gradientAt)]);
      this.definitions.push({ reference: 'old grad', symbol: symbols.get('grad')!, formula, isUpdate: false });
    }
    for (const { name, node } of outputs.toSorted((a, b) => a.node - b.node)) {
      const formula = this.updated.get(node) === name ? this.written(node) : this.formulaOf(node);
      this.definitions.push({ reference: `new ${name}`, symbol: symbols.get(name)!, formula, isUpdate: true });
    }
  }

  private isComputed(id: NodeId): boolean {
    return this.builder.nodes[id].operands.length > 0;
  }

  private readingOf(id: NodeId): Reading {
    const known = this.readings.get(id) ?? read(this.builder, id);
    this.readings.set(id, known);
    return known;
  }

  /** Counts by how many others each node is used, as they are read. */
  private count(id: NodeId): void {
    const before = this.uses.get(id) ?? 0;
    this.uses.set(id, before + 1);
    if (before > 0) return;
    for (const operand of this.readingOf(id).operands) this.count(operand);
  }

  /** A node where it is used: by its name if it has one. */
  private formulaOf(id: NodeId): Formula {
    const known = this.formulas.get(id);
    if (known) return known;
    const formula = this.named(id);
    this.formulas.set(id, formula);
    return formula;
  }

  private named(id: NodeId): Formula {
    const { scope } = this.builder.nodes[id];
    const name = this.updated.get(id);
    if (name !== undefined) return symbol(`new ${name}`, this.names.symbols.get(name)!, scope);
    const formula = this.written(id);
    if (this.uses.get(id) === 1 || isLight(formula)) return formula;
    const letter = this.letterFor(id, formula);
    this.taken.set(`let ${id}`, letter);
    this.definitions.push({ reference: `let ${id}`, symbol: letter, formula, isUpdate: false });
    return symbol(`let ${id}`, letter, scope);
  }

  /** g′ for a gradient to which something was added, y for where it is measured; otherwise a letter that is free. */
  private letterFor(id: NodeId, formula: Formula): Letter {
    const text = print(unicode, formula);
    const known = this.names.shorthands.find((other) => print(unicode, other.formula) === text);
    if (known) return known.symbol;
    const first = formula.kind === 'sum' && !formula.terms[0].isNegative ? formula.terms[0].formula : undefined;
    if (first?.kind === 'symbol' && (first.reference === 'old grad' || first.reference === 'old param')) {
      const primed: Letter = { ...first.symbol, accent: 'prime' };
      if (![...this.taken.values()].some((other) => JSON.stringify(other) === JSON.stringify(primed))) return primed;
    }
    const letters = formula.scope === Scope.Element ? tensorLetters : scalarLetters;
    return { base: freeLetter(id === this.gradientAt ? `y${letters}` : letters, this.taken.values()) };
  }

  /** A node in full. */
  written(id: NodeId): Formula {
    const { operation, operands } = this.readingOf(id);
    const { scope, name, value } = this.builder.nodes[id];
    const of = operands.map((operand) => this.formulaOf(operand));
    const [a, b, c] = of;
    const plus = { isNegative: false, formula: a };
    switch (operation) {
      case 'tensor':
        return symbol(`old ${name}`, this.names.symbols.get(name!)!, scope);
      case 'scalar':
        return this.scalar(name!, scope);
      case 'constant':
        return number(value!);
      case 'add':
        return sum([plus, { isNegative: false, formula: b }]);
      case 'sub':
        return sum([plus, { isNegative: true, formula: b }]);
      case 'neg':
        return negative(a);
      case 'mul':
        return this.corrected(fraction([a, b]));
      case 'div':
        return this.corrected(fraction([a], [b]));
      case 'square':
        return power(a, number(2));
      case 'sumOfSquares':
        return power(apply('norm', of, scope), number(2));
      case 'globalSumOfSquares':
        return power(apply('globalNorm', of, scope), number(2));
      case 'pow':
        return power(a, b);
      case 'where':
        return { kind: 'cases', when: a, holds: b, otherwise: c, scope };
      case 'maximum':
        return apply('max', of);
      case 'minimum':
        return apply('min', of);
      case 'logicalAnd':
        return { kind: 'logic', word: 'and', of, scope };
      case 'logicalOr':
        return { kind: 'logic', word: 'or', of, scope };
      case 'logicalNot':
        return { kind: 'logic', word: 'not', of, scope };
      case 'greater':
        return { kind: 'relation', sign: '>', of: [a, b], scope };
      case 'greaterEqual':
        return { kind: 'relation', sign: '≥', of: [a, b], scope };
      case 'less':
        return { kind: 'relation', sign: '<', of: [a, b], scope };
      case 'lessEqual':
        return { kind: 'relation', sign: '≤', of: [a, b], scope };
      case 'equal':
        return { kind: 'relation', sign: '=', of: [a, b], scope };
      default:
        return apply(operation, of, scope);
    }
  }

  /** A hyperparameter, a signal, memory before the step, or a number computed on the host. */
  private scalar(name: string, scope: Scope): Formula {
    const host = this.names.hosts.find((scalar) => scalar.name === name);
    if (host?.form) return hostFormula({ ...host, form: host.form });
    return symbol(`${this.names.isState(name) ? 'old' : 'input'} ${name}`, this.names.symbols.get(name)!, scope);
  }

  /** With m̂ for m / (1 − βᵗ), where m is an average with this β. */
  private corrected(given: Formula): Formula {
    if (given.kind !== 'fraction') return given;
    for (const divisor of given.under) {
      if (divisor.kind !== 'host' || divisor.corrects === undefined) continue;
      const average = given.over.find((factor) => this.decayOf(factor) === divisor.corrects);
      if (average?.kind !== 'symbol') continue;
      const hat = this.hatOf(average, divisor);
      const without = (factors: readonly Formula[], one: Formula) => factors.filter((factor) => factor !== one);
      return this.corrected(fraction([...without(given.over, average), hat], without(given.under, divisor)));
    }
    return given;
  }

  private hatOf(average: Extract<Formula, { kind: 'symbol' }>, divisor: Formula): Formula {
    const reference: Reference = `hat ${average.reference}`;
    const accented: Letter = { ...average.symbol, accent: 'hat' };
    if (!this.definitions.some((known) => known.reference === reference)) {
      const formula: Formula = { kind: 'fraction', over: [average], under: [divisor], scope: average.scope };
      this.definitions.push({ reference, symbol: accented, formula, isUpdate: false });
    }
    return symbol(reference, accented, average.scope);
  }

  /** The hyperparameter that is the decay of a moving average, if the new value of a slot or of memory is one. */
  private decayOf(formula: Formula): string | undefined {
    if (formula.kind !== 'symbol') return undefined;
    const { nodes } = this.builder;
    for (const [id, name] of this.updated) {
      if (formula.reference !== `new ${name}` || nodes[id].operation !== 'add') continue;
      const [kept, added] = nodes[id].operands.map((operand) => this.readingOf(operand));
      if (kept.operation !== 'mul' || added.operation !== 'mul') continue;
      const [old, decay] = kept.operands;
      const { operation, operands } = this.readingOf(added.operands[1]);
      const isRest = operation === 'sub' && nodes[operands[0]].value === 1 && operands[1] === decay;
      if (isRest && nodes[old].name === name) return nodes[decay].name;
    }
    return undefined;
  }
}

/** What may stand twice: conditions, a letter and what is done to it, and two scalars. */
function isLight(formula: Formula): boolean {
  if (formula.kind === 'relation' || formula.kind === 'logic') return true;
  if (formula.kind === 'function' && formula.name.toLowerCase().endsWith('sum')) return false;
  return symbolsIn(formula).length <= (formula.scope === Scope.Element ? 1 : 2);
}
