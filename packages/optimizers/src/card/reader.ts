import { type Node, type NodeId, type Output, Scope } from '../kernels/graph.js';
import type { GraphBuilder } from '../kernels/graph-builder.js';
import { apply, type Formula, fraction, isLight, number, type Reference, symbol } from './formula.js';
import type { HostScalar } from './host-scalars.js';
import { print } from './notation.js';
import { operationFormula } from './operation-formula.js';
import { freeLetter, type Letter } from './symbols.js';
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

/** What names mean in one rule. */
export interface Names {
  readonly symbols: ReadonlyMap<string, Letter>;
  readonly hosts: readonly HostScalar[];
  /** Letters that are to be used again for the same. */
  readonly shorthands: readonly Definition[];
  isState(name: string): boolean;
}

const scalarLetters = 'cskarwhpqzuvy';
const tensorLetters = 'duzwqpcyrsahk';

/** Turns nodes into formulas. What is computed once and used twice gets a letter; the new value of a slot its name. */
export class Reader {
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

  /** A node in full; `inner` says how its operands stand in it. */
  written(id: NodeId, inner = (operand: NodeId) => this.formulaOf(operand)): Formula {
    const { operation, operands } = this.readingOf(id);
    const { scope, name, value } = this.builder.nodes[id];
    if (operation === 'tensor') return symbol(`old ${name}`, this.names.symbols.get(name!)!, scope);
    if (operation === 'scalar') return this.scalar(name!, scope);
    if (operation === 'constant') return number(value!);
    return this.corrected(operationFormula(operation, operands.map(inner), scope));
  }

  /** A hyperparameter, what was evaluated, state before the step, or a number computed on the host. */
  private scalar(name: string, scope: Scope): Formula {
    const host = this.names.hosts.find((scalar) => scalar.name === name);
    if (host?.node !== undefined) return this.onHost(name, this.inFull(host.node));
    return symbol(`${this.names.isState(name) ? 'old' : 'input'} ${name}`, this.names.symbols.get(name)!, scope);
  }

  /** What is computed on the host stands in full where it is used, unless it is long: that has a line of its own. */
  private onHost(name: string, formula: Formula): Formula {
    if (isLight(formula) && !(formula.kind === 'host' && formula.form.kind === 'cases')) return formula;
    const [reference, letter]: [Reference, Letter] = [`let ${name}`, this.names.symbols.get(name)!];
    if (!this.definitions.some((known) => known.reference === reference)) {
      this.definitions.push({ reference, symbol: letter, formula, isUpdate: false });
    }
    return symbol(reference, letter, Scope.Step);
  }

  private inFull(id: NodeId): Formula {
    const form = this.written(id, (operand) => this.inFull(operand));
    if (form.kind === 'number' || form.kind === 'symbol') return form;
    const { operation, operands } = this.readingOf(id);
    const [one, gathered] = operands.map((operand) => this.builder.nodes[operand]);
    const corrects = operation === 'sub' && one.value === 1 ? this.decayIn(gathered) : undefined;
    return { kind: 'host', form, scope: Scope.Step, ...(corrects !== undefined && { corrects }) };
  }

  private decayIn({ operation, operands }: Node): string | undefined {
    return operation === 'pow' ? this.builder.nodes[operands[0]].name : undefined;
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
