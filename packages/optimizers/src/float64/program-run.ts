import type { Settings } from '@optimizer-zoo/schedulers';
import { type Memory, sweepsOf } from '../kernels/float64-kernels.js';
import type { Sweep } from '../kernels/float64-loop.js';
import type { Arrays } from '../kernels/float64-module.js';
import { isGlobal } from '../kernels/folds.js';
import type { NodeId, Output, Program } from '../kernels/graph.js';
import { hostScalarNames, trace } from '../kernels/trace.js';
import type { AnyRule } from '../rule/any-rule.js';
import { type Hyperparameters, isNumeric, settingsAt } from '../rule/hyperparameters.js';
import { inFloat64, type Scalars } from '../rule/scalars.js';
import { ScalarTable, type StepProgress } from './scalar-table.js';
import type { Segment } from './segments.js';

type AllSettings = Settings<Hyperparameters>;
const programs = new WeakMap<AnyRule, Map<string, Program>>();

/** The program of a rule with the switches of some settings: the same one each time. */
export function programOf(rule: AnyRule, settings: AllSettings): Program {
  const own = programs.get(rule) ?? new Map<string, Program>();
  programs.set(rule, own);
  const switches = Object.keys(rule.hyper).filter((name) => !isNumeric(rule.hyper[name]));
  const key = JSON.stringify(switches.map((name) => settings[name]));
  const program = own.get(key) ?? trace(rule, settings, hostScalarNames(rule, settings));
  own.set(key, program);
  return program;
}

/** A program and the segments that it serves. */
export interface Planned {
  readonly rule: AnyRule;
  readonly program: Program;
  /** Those that it sweeps over; neighbours that nothing tells apart are one. */
  readonly segments: readonly Segment[];
}

/** The programs that segments need for a rule. */
export function planRule(rule: AnyRule, segments: readonly Segment[]): Planned[] {
  const parts = new Map<Program, Segment[]>();
  for (const segment of segments) {
    const program = programOf(rule, settingsAt(rule.name, rule.hyper, segment.set.options, 1));
    const own = parts.get(program) ?? [];
    parts.set(program, own);
    const last = own.at(-1);
    const isApart = program.perVariable || rule.variableState !== undefined;
    if (!isApart && last?.set === segment.set && last.start + last.size === segment.start) {
      own[own.length - 1] = { ...last, size: last.size + segment.size };
    } else own.push(segment);
  }
  return [...parts].map(([program, own]) => ({ rule, program, segments: own }));
}

/** Bytes of the scalar tables of a planned program: a float64 for each node and segment. */
export const tableBytes = ({ program, segments }: Planned) => 8 * program.nodes.length * segments.length;

/** Where the arrays of a run are: element i of array k is at base + k·stride + 8 i, in bytes. */
export interface Place {
  readonly memory: Memory;
  readonly base: number;
  readonly stride: number;
}

/** A segment's part in a program: its scalars, and where they and its part of the first array are, in bytes. */
interface Part {
  readonly segment: Segment;
  readonly table: Float64Array;
  readonly tableAt: number;
  readonly start: number;
  readonly scalars: ScalarTable;
}

/** One program on its segments. */
export class ProgramRun {
  readonly program: Program;
  private readonly parts: readonly Part[];
  private readonly sweeps: readonly (Sweep | undefined)[];

  constructor(
    { rule, program, segments }: Planned,
    arrays: Arrays,
    private readonly place: Place,
    tables: number,
  ) {
    this.program = program;
    const { memory, base } = place;
    const { length } = program.nodes;
    this.parts = segments.map((segment, index) => {
      const tableAt = tables + 8 * length * index;
      const table = new Float64Array(memory.buffer, tableAt, length);
      const start = base + 8 * segment.start;
      return { segment, table, tableAt, start, scalars: new ScalarTable(rule, program, segment, table) };
    });
    this.sweeps = sweepsOf(program, arrays, memory);
  }

  /** How many segments it serves. */
  get count(): number {
    return this.parts.length;
  }

  /** All passes; gives the new global state, and keeps the scalars of each segment. */
  run(progress: StepProgress): Scalars {
    const { program, parts, sweeps, place } = this;
    const { nodes, passes } = program;
    for (const { scalars } of parts) scalars.write(progress);
    for (let stage = 0; stage < passes.length; stage++) {
      const { reductions } = passes[stage];
      for (const { scalars } of parts) scalars.compute(stage);
      const sweep = sweeps[stage];
      if (!sweep) continue;
      for (const { start, segment, tableAt } of parts) sweep(start, segment.size, place.stride, tableAt);
      for (const id of reductions) if (isGlobal(nodes[id].operation)) this.addUp(id);
    }
    if (program.variableState.length > 0) {
      for (const { segment, table } of parts) segment.scalars = kept(program.variableState, table);
    }
    return program.globalState.length > 0 ? kept(program.globalState, parts[0].table) : none;
  }

  /** What an input is for a segment at this step; `run` has been called. */
  inputsOf(index: number): Readonly<Record<string, number>> {
    const {
      [index]: { table },
    } = this.parts;
    return Object.fromEntries(this.program.inputs.map(({ name, node }) => [name, table[node]]));
  }

  private addUp(id: NodeId): void {
    let total = 0;
    for (const { table } of this.parts) total += table[id];
    for (const { table } of this.parts) table[id] = total;
  }
}

const none: Scalars = {};

function kept(outputs: readonly Output[], table: Float64Array): Scalars {
  const scalars: Scalars = {};
  for (const { name, node } of outputs) scalars[name] = inFloat64(table[node]);
  return scalars;
}
