import type { Reduction } from '../rule/value.js';
import type { Arrays } from './float64-module.js';
import { combineLanes, folds } from './folds.js';
import type { Node, NodeId, Pass } from './graph.js';
import { type Elementwise, onNumbers } from './operations.js';

/** One pass over a segment of the arrays of a run: array k is at start + k·stride; all but `size` are in bytes. */
export type Sweep = (start: number, size: number, stride: number, table: number) => void;

/** Elements that go through the graph at a time: few enough that their columns stay in cache, and full groups of four. */
const largestBlock = 256;

/** A pass as a plain loop over its graph: the same numbers as a kernel's, to the last bit. `size` is what it is mostly called with. */
export function loopOver(
  nodes: readonly Node[],
  pass: Pass,
  arrays: Arrays,
  { buffer, size: expected }: { readonly buffer: ArrayBuffer; readonly size: number },
): Sweep {
  const all = new Float64Array(buffer);
  const blockSize = Math.min(largestBlock, 4 * Math.ceil(expected / 4));
  const columns = columnsOf(nodes, pass, blockSize);
  const loads = pass.tensors.map(({ name, node }) => ({ place: arrays.read(name), column: columns.get(node)! }));
  const stores = pass.outputs.map(({ name, node }) => ({ place: arrays.write(name), column: columns.get(node)! }));
  const operations = pass.nodes.map((id) => loopOf(nodes[id], columns.get(id)!, columns));
  const sums = pass.reductions.map((id) => {
    const fold = folds[nodes[id].operation as Reduction];
    return { id, fold, lanes: Array<number>(5), column: columns.get(nodes[id].operands[0])! };
  });
  return (start, size, stride, table) => {
    const [first, step, scalars] = [start / 8, stride / 8, table / 8];
    const full = size - (size % 4);
    for (const id of pass.uniforms) columns.get(id)!.fill(all[scalars + id]);
    for (const { fold, lanes } of sums) lanes.fill(fold.start);
    for (let from = 0; from < size; from += blockSize) {
      const length = Math.min(blockSize, size - from);
      for (const { place, column } of loads) {
        const at = first + step * place + from;
        for (let i = 0; i < length; i++) column[i] = all[at + i];
      }
      for (const run of operations) run(length);
      for (const { fold, lanes, column } of sums) {
        for (let i = 0; i < length; i++) {
          const lane = from + i < full ? i & 3 : 4;
          lanes[lane] = fold.combine(lanes[lane], fold.of(column[i]));
        }
      }
      for (const { place, column } of stores) {
        const at = first + step * place + from;
        for (let i = 0; i < length; i++) all[at + i] = column[i];
      }
    }
    for (const { id, fold, lanes } of sums) all[scalars + id] = combineLanes(fold, lanes);
  };
}

/** A block of every quantity of a pass; those of constants are filled for good. */
function columnsOf(nodes: readonly Node[], { tensors, nodes: computed, uniforms, outputs }: Pass, blockSize: number) {
  const used = [...computed.flatMap((id) => nodes[id].operands), ...outputs.map(({ node }) => node)];
  const ids = [...new Set([...tensors.map(({ node }) => node), ...computed, ...uniforms, ...used])];
  const all = new Float64Array(blockSize * ids.length);
  return new Map<NodeId, Float64Array>(
    ids.map((id, place) => {
      const column = all.subarray(blockSize * place, blockSize * (place + 1));
      if (nodes[id].operation === 'constant') column.fill(nodes[id].value!);
      return [id, column];
    }),
  );
}

function loopOf({ operation, operands }: Node, result: Float64Array, columns: ReadonlyMap<NodeId, Float64Array>) {
  const compute = onNumbers[operation as Elementwise];
  const [a, b = a, c = a] = operands.map((id) => columns.get(id)!);
  return (length: number) => {
    for (let i = 0; i < length; i++) result[i] = compute(a[i], b[i], c[i]);
  };
}
