import { below, type Graph, type Node } from './graph.js';
import type { Operation } from './instructions.js';

/**
 * The derivative of a node by each part of x that it depends on, recorded in its graph: reverse accumulation (Griewank &
 * Walther 2008, Evaluating Derivatives, section 3.2), on nodes in place of numbers. Of a column, row by row.
 */
export function differentiate(graph: Graph, root: Node): ReadonlyMap<Node, Node> {
  const rules = rulesOn(graph);
  const { add, multiply } = graph.operators;
  const adjoints = new Map<Node, Node>([[root, graph.constant(1)]]);
  const inputs = new Map<Node, Node>();
  /** Of an operand that is the same for all rows, what all rows say is added up; unless rows are derived one by one. */
  const gathered = (part: Node, node: Node, operand: Node) => {
    if (root.width > 1 || operand.width > 1 || node.width === 1) return part;
    return part.width > 1 ? graph.sum(part) : multiply(part, graph.constant(node.width));
  };
  for (const node of below([root], ({ values }) => !values).reverse()) {
    const adjoint = adjoints.get(node);
    if (!adjoint) continue;
    if (!node.operation) inputs.set(node, adjoint);
    else {
      const parts = rules[node.operation](adjoint, node, ...(node.operands as [Node, Node]));
      for (const [i, operand] of node.operands.entries()) {
        if (operand.values || isConstant(parts[i]!, 0)) continue;
        const part = gathered(parts[i]!, node, operand);
        const before = adjoints.get(operand);
        adjoints.set(operand, before ? add(before, part) : part);
      }
    }
  }
  return inputs;
}

const isConstant = ({ width, values }: Node, value: number) => width === 1 && values?.[0] === value;

/** From g, the derivative by a node y = f(a, b), those by its operands. Of an operand that is known, any. */
type Rule = (g: Node, y: Node, a: Node, b: Node) => readonly Node[];

function rulesOn(graph: Graph): Readonly<Record<Operation, Rule>> {
  const { add, subtract, divide, pow, unaryMinus } = graph.operators;
  const { cos, cosh, log, sech, sin, sinh, sqrt, tan } = graph.functions;
  const one = graph.constant(1);
  const zero = graph.constant(0);
  const times = (a: Node, b: Node) => {
    if (isConstant(a, 1)) return b;
    return isConstant(b, 1) ? a : graph.operators.multiply(a, b);
  };
  const squared = (a: Node) => times(a, a);
  /** sqrt(1 − a²), without cancellation near 1. */
  const circle = (a: Node) => sqrt(times(subtract(one, a), add(one, a)));
  return {
    add: (g) => [g, g],
    subtract: (g) => [g, unaryMinus(g)],
    multiply: (g, _, a, b) => [times(g, b), times(g, a)],
    divide(g, y, _, b) {
      const slope = divide(g, b);
      return [slope, unaryMinus(times(slope, y))];
    },
    pow: (g, y, a, b) => [times(g, times(b, pow(a, subtract(b, one)))), b.values ? zero : times(g, times(y, log(a)))],
    unaryMinus: (g) => [unaryMinus(g)],
    abs: (g, _, a) => [times(g, graph.apply('sign', a))],
    acos: (g, _, a) => [unaryMinus(divide(g, circle(a)))],
    asin: (g, _, a) => [divide(g, circle(a))],
    atan: (g, _, a) => [divide(g, add(one, squared(a)))],
    cos: (g, _, a) => [unaryMinus(times(g, sin(a)))],
    cosh: (g, _, a) => [times(g, sinh(a))],
    exp: (g, y) => [times(g, y)],
    log: (g, _, a) => [divide(g, a)],
    sec: (g, y, a) => [times(g, times(y, tan(a)))],
    sech: (g, y, a) => [unaryMinus(times(g, times(y, graph.functions.tanh(a))))],
    sin: (g, _, a) => [times(g, cos(a))],
    sinh: (g, _, a) => [times(g, cosh(a))],
    sqrt: (g, y) => [divide(g, add(y, y))],
    tan: (g, y) => [times(g, add(one, squared(y)))],
    tanh: (g, _, a) => [times(g, squared(sech(a)))],
    sign: () => [zero],
    sum: (g) => [g, g],
    product: (g, _, a) => [times(g, graph.apply('others', a))],
    others() {
      throw new Error('A second derivative of a product over elements is not known.');
    },
  };
}
