import { asObjective, type SmoothObjective } from '../as-objective.js';
import { lazy } from '../lazy.js';
import { differentiate } from './differentiate.js';
import { Graph, type Node } from './graph.js';
import { program } from './program.js';

/** The objective f(x) that is recorded, compiled where it is first evaluated. */
export function objectiveOf(dimension: number, record: (graph: Graph) => Node): SmoothObjective {
  const recorded = lazy(() => {
    const graph = new Graph();
    return { graph, root: record(graph) };
  });
  const valueOnly = lazy(() => {
    const { root } = recorded();
    const { run, memory, place } = program([root], dimension);
    return { run, memory, at: place(root).at };
  });
  const both = lazy(() => {
    const { graph, root } = recorded();
    const slopes = [...differentiate(graph, root)];
    const { run, memory, place } = program([root, ...slopes.flat()], dimension);
    const parts = slopes.map(([input, slope]) => ({ to: input.at!, n: input.width, ...place(slope) }));
    return { run, memory, parts, at: place(root).at };
  });

  const value = (point: ArrayLike<number>) => {
    const { run, memory, at } = valueOnly();
    run(point);
    return memory[at]!;
  };
  return asObjective(dimension, value, (point, into) => {
    const { run, memory, parts, at } = both();
    run(point);
    for (let i = 0; i < dimension; i++) into[i] = 0;
    for (const part of parts) {
      for (let k = 0; k < part.n; k++) into[part.to + k]! += memory[part.at + k * part.stride]!;
    }
    return memory[at]!;
  });
}
