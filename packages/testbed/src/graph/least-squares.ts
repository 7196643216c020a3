import { lazy } from '../lazy.js';
import type { Float64Objective } from '../problem.js';
import { differentiate } from './differentiate.js';
import { Graph, type Node } from './graph.js';
import { objectiveOf } from './objective.js';
import { program } from './program.js';

/**
 * The sum of squares f = Σ_i r_i(x)² of residuals that are recorded: a node is one of them or a column, of inputs of width 1.
 * Compiled where it is first evaluated.
 */
export function leastSquaresOf(
  dimension: number,
  record: (graph: Graph) => readonly Node[],
): Required<Float64Objective> {
  const residuals = lazy(() => {
    const roots = record(new Graph());
    const { run, memory, place } = program(roots, dimension);
    const parts = roots.map((root) => ({ n: root.width, ...place(root) }));
    return { run, memory, parts, count: parts.reduce((sum, { n }) => sum + n, 0) };
  });
  const jacobian = lazy(() => {
    const graph = new Graph();
    const roots = record(graph);
    const slopes = roots.map((root) => [...differentiate(graph, root)]);
    const { run, memory, place } = program(slopes.flat(2), dimension);
    let row = 0;
    const parts = roots.flatMap(({ width }, i) => {
      const first = row;
      row += width;
      return slopes[i]!.map(([input, slope]) => ({ row: first, n: width, column: input.at!, ...place(slope) }));
    });
    return { run, memory, parts };
  });
  return {
    ...objectiveOf(dimension, (graph) =>
      record(graph).reduce((sum, r) => graph.sum(graph.integerPower(r, 2), sum), graph.constant(0)),
    ),
    residuals(point) {
      const { run, memory, parts, count } = residuals();
      run(point);
      const r = new Array<number>(count);
      let row = 0;
      for (const { n, at, stride } of parts) for (let k = 0; k < n; k++) r[row++] = memory[at + k * stride]!;
      return r;
    },
    jacobian(point) {
      const { run, memory, parts } = jacobian();
      run(point);
      const J = Array.from({ length: residuals().count }, () => new Array<number>(dimension).fill(0));
      for (const { row, n, column, at, stride } of parts) {
        for (let k = 0; k < n; k++) J[row + k]![column] = memory[at + k * stride]!;
      }
      return J;
    },
  };
}
