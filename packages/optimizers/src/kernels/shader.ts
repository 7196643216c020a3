import type { Node, NodeId, Pass } from './graph.js';
import { type Elementwise, isCondition } from './operations.js';

/** How a shading language writes what a graph is made of. */
export interface Dialect {
  /** A constant definition, such as `vec4 n3 = a + b;`. */
  define(name: string, expression: string, isCondition: boolean): string;
  /** A float32, to the last bit; NaN and infinities too. */
  literal(value: number): string;
  /** Whether a value, written as an expression, is NaN: compilers take x == x for true. */
  isNaN(x: string): string;
  readonly operations: Readonly<Partial<Record<Elementwise, (...operands: string[]) => string>>>;
}

/** Operations that both shading languages write alike. */
export const arithmetic: Dialect['operations'] = {
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} - ${b}`,
  mul: (a, b) => `${a} * ${b}`,
  div: (a, b) => `${a} / ${b}`,
  neg: (a) => `-${a}`,
  abs: (a) => `abs(${a})`,
  square: (a) => `${a} * ${a}`,
  sqrt: (a) => `sqrt(${a})`,
};

/** The value of a node, as it is called in the statements. */
export const valueName = (id: NodeId) => `n${id}`;

/**
 * The elementwise part of a pass: one definition for each node, given the expressions that load the tensors and the
 * uniforms. Undefined where an operation has no form in this language, or the pass reduces.
 */
export function printStatements(
  dialect: Dialect,
  nodes: readonly Node[],
  pass: Pass,
  load: { tensor(index: number): string; uniform(index: number): string },
): string | undefined {
  const { operations } = dialect;
  if (pass.reductions.length > 0 || !pass.nodes.every((id) => nodes[id].operation in operations)) return undefined;
  const define = (id: NodeId, expression: string) =>
    dialect.define(valueName(id), expression, isCondition(nodes[id].operation));
  const operand = (id: NodeId) =>
    nodes[id].operation === 'constant' ? dialect.literal(nodes[id].value!) : valueName(id);
  const compute = ({ operation, operands }: Node) => {
    const [a, b] = operands;
    if (operation === 'equal' && a === b) return dialect.operations.logicalNot!(dialect.isNaN(operand(a)));
    return operations[operation as Elementwise]!(...operands.map(operand));
  };
  return [
    ...pass.tensors.map(({ node }, index) => define(node, load.tensor(index))),
    ...pass.uniforms.map((id, index) => {
      const value = load.uniform(index);
      return define(
        id,
        isCondition(nodes[id].operation) ? operations.logicalNot!(operations.equal!(value, dialect.literal(0))) : value,
      );
    }),
    ...pass.nodes.map((id) => define(id, compute(nodes[id]))),
  ].join('\n  ');
}

/** The value of an output, which may be a constant. */
export const outputValue = (dialect: Dialect, nodes: readonly Node[], id: NodeId) =>
  nodes[id].operation === 'constant' ? dialect.literal(nodes[id].value!) : valueName(id);

const bits = new DataView(new ArrayBuffer(4));

/** A float32's bits as a hexadecimal integer. */
export function hexadecimal(value: number): string {
  bits.setFloat32(0, value);
  return `0x${bits.getUint32(0).toString(16)}u`;
}
