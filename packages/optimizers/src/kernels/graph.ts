import type { Operation, Reduction } from '../rule/value.js';
import { folds, isGlobal, isReduction } from './folds.js';
import { type Elementwise, isCondition, onNumbers } from './operations.js';

/** How often a node has to be computed: once a step, once a variable, or for every element. */
export enum Scope {
  Step,
  Variable,
  Element,
}

export type NodeId = number;

/** One node of a rule's expression graph, in static single assignment form; arguments come before their users. */
export interface Node {
  readonly operation: Operation | 'tensor' | 'scalar' | 'constant';
  readonly operands: readonly NodeId[];
  /** Of a tensor or scalar input. */
  readonly name?: string;
  /** Of a constant. */
  readonly value?: number;
  readonly scope: Scope;
  /** How many reductions must have been taken, one after the other, before this can be computed. */
  readonly stage: number;
}

export interface Output {
  readonly name: string;
  readonly node: NodeId;
}

/** One sweep over the elements of every variable; becomes one kernel. */
export interface Pass {
  /** The elementwise part, self-contained: equal keys mean equal kernels. */
  readonly key: string;
  readonly tensors: readonly Output[];
  readonly nodes: readonly NodeId[];
  /** Host scalars to be computed before it. */
  readonly scalars: readonly NodeId[];
  /** Host scalars the kernel reads. */
  readonly uniforms: readonly NodeId[];
  readonly reductions: readonly NodeId[];
  readonly outputs: readonly Output[];
}

/** A rule traced to a graph and cut into passes at its reductions; only the last pass writes. */
export interface Program {
  readonly nodes: readonly Node[];
  readonly passes: readonly Pass[];
  /** All that must be computed, in order. */
  readonly computed: readonly NodeId[];
  /** Scalar inputs. */
  readonly inputs: readonly Output[];
  /** A number for each node, in which the constants stand already. */
  readonly constants: readonly number[];
  /** Whether some scalar differs between variables. */
  readonly perVariable: boolean;
  /** New values of the optimizer's scalar memory. */
  readonly globalState: readonly Output[];
  /** Scalar inputs that the memory, which is one for all variables, depends on otherwise than through a sum over all. */
  readonly globalStateInputs: readonly string[];
  /** New values of the scalars kept for each variable. */
  readonly variableState: readonly Output[];
  /** Whether some scalar depends on all variables at once. */
  readonly global: boolean;
}

/** Cuts a graph into passes. `outputs` are elementwise, `memory` and `variableState` scalar. */
export function planProgram(
  nodes: readonly Node[],
  outputs: readonly Output[],
  globalState: readonly Output[] = [],
  variableState: readonly Output[] = [],
): Program {
  const roots = [...outputs, ...globalState, ...variableState].map(({ node }) => node);
  const needed = reachable(nodes, roots);
  const reductions = needed.filter((id) => isReduction(nodes[id].operation));
  const lastStage = Math.max(0, ...roots.map((id) => nodes[id].stage));
  const changed = outputs.filter(({ name, node }) => nodes[node].name !== name);
  const passes = Array.from({ length: lastStage + 1 }, (_, stage) => ({
    ...planPass(
      nodes,
      reductions.filter((id) => nodes[id].stage === stage + 1),
      stage === lastStage ? changed : [],
    ),
    scalars: needed.filter((id) => nodes[id].stage === stage && isComputedScalar(nodes[id])),
  }));
  const ofKind = (operation: Node['operation']) => needed.filter((id) => nodes[id].operation === operation);
  const constants = nodes.map(() => 0);
  for (const id of ofKind('constant')) constants[id] = nodes[id].value!;
  return {
    nodes,
    passes,
    computed: needed.filter((id) => nodes[id].operands.length > 0),
    inputs: ofKind('scalar').map((node) => ({ name: nodes[node].name!, node })),
    constants,
    perVariable: needed.some((id) => nodes[id].scope === Scope.Variable),
    globalState,
    globalStateInputs: reachable(
      nodes,
      globalState.map(({ node }) => node),
      (id) => !isGlobal(nodes[id].operation),
    ).flatMap((id) => (nodes[id].operation === 'scalar' ? [nodes[id].name!] : [])),
    variableState,
    global: reductions.some((id) => isGlobal(nodes[id].operation)),
  };
}

function planPass(nodes: readonly Node[], reductions: readonly NodeId[], outputs: readonly Output[]) {
  const roots = [...reductions.map((id) => nodes[id].operands[0]), ...outputs.map(({ node }) => node)];
  const used = reachable(nodes, roots, (id) => nodes[id].scope === Scope.Element);
  const ofElements = used.filter((id) => nodes[id].scope === Scope.Element);
  const tensors = ofElements.filter((id) => nodes[id].operation === 'tensor');
  const number = new Map(used.map((id, index) => [id, index]));
  const describe = (id: NodeId) => {
    const { operation, operands, name, value, scope } = nodes[id];
    if (scope === Scope.Element) return [operation, name ?? operands.map((operand) => number.get(operand))];
    if (operation === 'constant') return [Object.is(value, -0) ? '-0' : String(value)];
    return [isCondition(operation) ? 'condition' : 'number'];
  };
  const key = JSON.stringify([
    used.map(describe),
    reductions.map((id) => [folds[nodes[id].operation as Reduction].name, number.get(nodes[id].operands[0])]),
    outputs.map(({ name, node }) => [name, number.get(node)]),
  ]);
  return {
    key,
    tensors: tensors.map((node) => ({ name: nodes[node].name!, node })),
    nodes: ofElements.filter((id) => nodes[id].operation !== 'tensor'),
    uniforms: used.filter((id) => nodes[id].scope !== Scope.Element && nodes[id].operation !== 'constant'),
    reductions,
    outputs,
  };
}

/** The tensors of a pass, each once: an output takes the place of the input of its name, as all loads come first. */
export const tensorNames = ({ tensors, outputs }: Pick<Pass, 'tensors' | 'outputs'>) => [
  ...new Set([...tensors, ...outputs].map(({ name }) => name)),
];

/** Whether a pass has nothing to sweep for; it takes no kernel then. */
export const isIdle = ({ outputs, reductions }: Pass) => outputs.length + reductions.length === 0;

/** How many kernels a step takes. */
export const kernelCount = ({ passes }: Program) => passes.filter((pass) => !isIdle(pass)).length;

/** Nodes that `roots` depend on, in order; does not look behind nodes that `enter` refuses. */
function reachable(nodes: readonly Node[], roots: readonly NodeId[], enter: (id: NodeId) => boolean = () => true) {
  const seen = new Set<NodeId>();
  const visit = (id: NodeId) => {
    if (seen.has(id)) return;
    seen.add(id);
    if (enter(id)) nodes[id].operands.forEach(visit);
  };
  roots.forEach(visit);
  return [...seen].sort((a, b) => a - b);
}

const isComputedScalar = (node: Node) =>
  node.scope !== Scope.Element && node.operands.length > 0 && !isReduction(node.operation);

/** Computes scalar nodes in float64; `scalars` holds one number a node, those of their operands already there. */
export function evaluateScalars(
  nodes: readonly Node[],
  ids: readonly NodeId[],
  scalars: { [id: number]: number },
): void {
  for (const id of ids) {
    const { operation, operands } = nodes[id];
    const [a, b, c] = operands;
    scalars[id] = onNumbers[operation as Elementwise](scalars[a], scalars[b], scalars[c]);
  }
}
