import type { ZooOptimizer } from '../index.js';
import { type Node, type Pass, type Program, Rank } from '../kernels/graph.js';
import { isCondition } from '../kernels/operations.js';
import type { AnyRule } from '../rule.js';
import { programOf } from '../testing/run.js';
import { cover } from './cover.js';
import { everyOptimizer } from './every-optimizer.js';

// What is slow is asked of a few optimizers, which together have in them whatever any has.

/** A constant, a uniform of one of two types, or an element. */
function operandKind({ operation, value, rank }: Node): string {
  if (operation === 'constant') return Number.isFinite(value) ? 'constant' : String(value);
  if (rank === Rank.Element) return 'element';
  return isCondition(operation) ? 'condition' : 'number';
}

function* featuresOfPass({ nodes }: Program, pass: Pass): Generator<string> {
  const kindOf = (id: number) => operandKind(nodes[id]);
  for (const id of pass.nodes) {
    const { operation, operands } = nodes[id];
    const isTwice = operands.length === 2 && operands[0] === operands[1];
    yield `${operation}(${isTwice ? 'the same twice' : operands.map(kindOf)})`;
  }
  for (const id of pass.reductions) yield nodes[id].operation;
  for (const { name, node } of pass.outputs) {
    yield `gives ${nodes[node].operation === 'tensor' ? 'another tensor' : kindOf(node)}`;
    if (!pass.tensors.some((tensor) => tensor.name === name)) yield 'does not read what it writes';
  }
  yield `takes ${Math.ceil(pass.outputs.length / 4)} draws`; // webgl draws four outputs at a time
  yield `${Math.min(2, Math.ceil(pass.uniforms.length / 4))} vectors of uniforms`; // webgpu has them by four
}

/** What kernels have to do for an optimizer; of a rule that has none, which rule it is. */
function kernelFeatures(optimizer: ZooOptimizer): string[] {
  const { rule } = optimizer;
  const program = programOf(optimizer);
  if (rule.slotShapes) return [`tensors of ${rule.name}`];
  const { passes, perVariable, memory, scalarSlots, global } = program;
  return [
    ...passes.flatMap((pass) => [...featuresOfPass(program, pass)]),
    `takes ${passes.length} passes`,
    ...(perVariable ? ['scalars by variable'] : []),
    ...(memory.length > 0 ? ['memory'] : []),
    ...(scalarSlots.length > 0 ? ['scalar slots'] : []),
    ...(global ? ['looks at all variables'] : []),
  ];
}

/** What the adapter has to do for an optimizer: by what its rule declares, its wrappers, and its gradient source. */
function shellFeatures(optimizer: ZooOptimizer): string[] {
  const { rule, gradient } = optimizer;
  const { passes } = programOf(optimizer);
  const wrappers: string[] = [];
  for (let one: AnyRule = rule; one.inner; one = one.inner) wrappers.push(one.name.slice(0, one.name.indexOf('(')));
  const kindsOf = (declared: object) => Object.values(declared).map((value) => value?.kind ?? typeof value);
  return [
    ...Object.keys(rule).filter((name) => rule[name as keyof AnyRule] !== undefined),
    ...kindsOf(rule.hyper).map((kind) => `an option that is a ${kind}`),
    ...kindsOf(rule.memory ?? {}).map((kind) => `memory that starts as a ${kind}`),
    ...(rule.needs ?? []).map((need) => `needs ${need}`),
    ...wrappers.map((wrapper) => `within ${wrapper}`),
    `${Math.min(2, rule.slots.length)} slots`,
    `${passes.length} passes`,
    `measures by ${gradient.name}`,
  ];
}

/** Each feature, and any two that come together. */
const pairs = (features: readonly string[]) => features.flatMap((one) => features.map((other) => `${one}, ${other}`));

/** Of some optimizers a few that show all kinds of kernels. */
export const kindsOfKernels = (names = Object.keys(everyOptimizer)): string[] =>
  cover(names, (name) => kernelFeatures(everyOptimizer[name]()));

/** A few optimizers that show all that an adapter has to handle, and any two of it that come together. */
export const kindsForShell = (): string[] =>
  cover(Object.keys(everyOptimizer), (name) => pairs(shellFeatures(everyOptimizer[name]())));
