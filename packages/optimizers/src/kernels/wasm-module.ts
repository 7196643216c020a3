import type { Operation } from '../value.js';
import type { Node, NodeId, Pass } from './graph.js';
import { isCondition } from './operations.js';

// A pass as a WebAssembly SIMD module, emitted byte by byte (WebAssembly core specification 2.0, 2022):
//   step(n: i32, tensor pointers: i32…, output pointers: i32…, uniforms: f32…)
// The same body is emitted twice: on four elements at a time, and on one (in lane 0) for what is left over, so both
// agree by construction. Each reduction has five float64 globals: four lanes and the rest (see sumInFloat64).

const i32 = 0x7f;
const f32 = 0x7d;
const f64 = 0x7c;
const v128 = 0x7b;

const block = [0x02, 0x40];
const loop = [0x03, 0x40];
const end = 0x0b;

/** Unsigned LEB128. */
function u32(value: number): number[] {
  const bytes: number[] = [];
  do {
    const byte = value & 0x7f;
    value >>>= 7;
    bytes.push(value ? byte | 0x80 : byte);
  } while (value);
  return bytes;
}

const text = (value: string) => [...u32(value.length), ...Array.from(value, (letter) => letter.charCodeAt(0))];
const list = (items: readonly (readonly number[])[]) => [...u32(items.length), ...items.flat()];
const section = (id: number, content: readonly number[]) => [id, ...u32(content.length), ...content];
const float32 = (value: number) => [...new Uint8Array(new Float32Array([value]).buffer)];

const get = (local: number) => [0x20, ...u32(local)];
const set = (local: number) => [0x21, ...u32(local)];
const getGlobal = (index: number) => [0x23, ...u32(index)];
const setGlobal = (index: number) => [0x24, ...u32(index)];
const simd = (opcode: number) => [0xfd, ...u32(opcode)];
const unaligned = [0x02, 0x00];

const splat = simd(19);
const bitselect = simd(82);
const notEqual = simd(66);
const addDoubles = simd(240);
const promoteLow = simd(95);
const splatDouble = simd(20);
const replaceLane1 = [...simd(34), 1];
const highHalf = [...simd(13), 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
const lane64 = (lane: number) => [...simd(33), lane];

const opcodes: Partial<Record<Operation, number>> = {
  add: 228,
  sub: 229,
  mul: 230,
  div: 231,
  neg: 225,
  abs: 224,
  sqrt: 227,
  equal: 65,
  less: 67,
  greater: 68,
  lessEqual: 69,
  greaterEqual: 70,
  logicalNot: 77,
  logicalAnd: 78,
  logicalOr: 80,
};

/** Bytes of the module, or undefined where an operation has no SIMD form. */
export function wasmModule(nodes: readonly Node[], pass: Pass, sharedMemory: boolean): Uint8Array | undefined {
  const expressible = ({ operation }: Node) => operation in opcodes || operation === 'square' || operation === 'where';
  if (!pass.nodes.every((id) => expressible(nodes[id]))) return undefined;

  const pointers = pass.tensors.length + pass.outputs.length;
  const parameters = [i32, ...Array(pointers).fill(i32), ...pass.uniforms.map(() => f32)];
  const offset = parameters.length; // byte offset of the element at hand
  const limit = offset + 1;
  let nextVector = limit + 1;

  // Every node has a vector local.
  const locals = new Map<NodeId, number>();
  const localOf = (id: NodeId) => {
    if (!locals.has(id)) locals.set(id, nextVector++);
    return locals.get(id)!;
  };
  const sums = pass.reductions.map(() => [nextVector++, nextVector++]);

  const prologue: number[] = [];
  pass.uniforms.forEach((id, index) => {
    prologue.push(...get(1 + pointers + index), ...splat);
    if (isCondition(nodes[id].operation)) prologue.push(0x43, ...float32(0), ...splat, ...notEqual);
    prologue.push(...set(localOf(id)));
  });
  const roots = [...pass.outputs.map(({ node }) => node), ...pass.nodes.flatMap((id) => nodes[id].operands)];
  for (const id of new Set(roots)) {
    const { operation, value } = nodes[id];
    if (operation === 'constant') prologue.push(0x43, ...float32(value!), ...splat, ...set(localOf(id)));
  }

  const address = (pointer: number) => [...get(1 + pointer), ...get(offset), 0x6a];
  const compute = (id: NodeId) => {
    const { operation, operands } = nodes[id];
    const [a, b, c] = operands.map((operand) => get(localOf(operand)));
    if (operation === 'square') return [...a, ...a, ...simd(opcodes.mul!)];
    if (operation === 'where') return [...b, ...c, ...a, ...bitselect];
    return [...a, ...(b ?? []), ...simd(opcodes[operation as Operation]!)];
  };
  const body = (
    load: number[],
    store: number[],
    lane: number[],
    reduce: (reduction: number, value: number[]) => number[],
  ) => [
    ...pass.tensors.flatMap(({ node }, index) => [...address(index), ...load, ...unaligned, ...set(localOf(node))]),
    ...pass.nodes.flatMap((id) => [...compute(id), ...set(localOf(id))]),
    ...pass.reductions.flatMap((id, index) => reduce(index, get(localOf(nodes[id].operands[0])))),
    ...pass.outputs.flatMap(({ node }, index) => [
      ...address(pass.tensors.length + index),
      ...get(localOf(node)),
      ...store,
      ...unaligned,
      ...lane,
    ]),
  ];
  const repeat = (bytes: number, content: number[]) => [
    ...block,
    ...loop,
    ...get(offset),
    ...get(limit),
    0x4f,
    0x0d,
    1, // leave when offset >= limit
    ...content,
    ...get(offset),
    0x41,
    bytes,
    0x6a,
    ...set(offset),
    0x0c,
    0,
    end,
    end,
  ];
  const addPairs = (reduction: number, value: number[]) => {
    const [low, high] = sums[reduction];
    return [
      ...get(low),
      ...value,
      ...promoteLow,
      ...addDoubles,
      ...set(low),
      ...get(high),
      ...value,
      ...value,
      ...highHalf,
      ...promoteLow,
      ...addDoubles,
      ...set(high),
    ];
  };
  const addRest = (reduction: number, value: number[]) => {
    const rest = 5 * reduction + 4;
    return [...getGlobal(rest), ...value, ...promoteLow, ...lane64(0), 0xa0, ...setGlobal(rest)];
  };
  const resume = sums.flatMap(([low, high], index) =>
    [low, high].flatMap((local, half) => [
      ...getGlobal(5 * index + 2 * half),
      ...splatDouble,
      ...getGlobal(5 * index + 2 * half + 1),
      ...replaceLane1,
      ...set(local),
    ]),
  );
  const code = [
    ...prologue,
    ...resume,
    ...get(0),
    0x41,
    ...[0x7c],
    0x71,
    0x41,
    2,
    0x74,
    ...set(limit), // (n & ~3) * 4
    ...repeat(16, body(simd(0), simd(11), [], addPairs)),
    ...sums.flatMap(([low, high], index) =>
      [low, low, high, high].flatMap((local, lane) => [
        ...get(local),
        ...lane64(lane & 1),
        ...setGlobal(5 * index + lane),
      ]),
    ),
    ...get(0),
    0x41,
    2,
    0x74,
    ...set(limit),
    ...repeat(4, body(simd(92), simd(90), [0], addRest)),
    end,
  ];
  const vectors = nextVector - (limit + 1);
  const functionBody = [
    ...list([
      [2, i32],
      [...u32(vectors), v128],
    ]),
    ...code,
  ];
  const globals = pass.reductions.flatMap(() =>
    Array.from({ length: 5 }, () => [f64, 1, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, end]),
  );
  const limits = sharedMemory ? [3, 0, ...u32(65536)] : [0, 0];
  return new Uint8Array([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, list([[0x60, ...list(parameters.map((type) => [type])), 0]])),
    ...section(2, list([[...text('env'), ...text('memory'), 0x02, ...limits]])),
    ...section(3, list([[0]])),
    ...section(6, list(globals)),
    ...section(
      7,
      list([[...text('step'), 0x00, 0], ...globals.map((_, index) => [...text(`sum${index}`), 0x03, ...u32(index)])]),
    ),
    ...section(10, list([[...u32(functionBody.length), ...functionBody]])),
  ]);
}
