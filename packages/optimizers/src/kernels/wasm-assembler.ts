// Just enough of WebAssembly's binary format (core specification 2.0, 2022) to write a few functions by hand.

/** Instructions, nested as they were put together. */
export type Code = number | readonly Code[];

export function bytes(code: Code): number[] {
  const flat: number[] = [];
  const append = (part: Code): void => {
    if (typeof part === 'number') flat.push(part);
    else for (const one of part) append(one);
  };
  append(code);
  return flat;
}

/** Unsigned LEB128. */
export function u32(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...u32(value >>> 7)];
}

/** A vector in the specification's sense: its length, then its items. */
export const vector = (items: readonly Code[]): Code => [u32(items.length), items];
export const name = (text: string): Code => vector([...new TextEncoder().encode(text)]);

/** Contents preceded by their length in bytes. */
export function sized(content: Code): Code {
  const flat = bytes(content);
  return [u32(flat.length), flat];
}
export const section = (id: number, content: Code): Code => [id, sized(content)];

export const type = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };
export const end = 0x0b;

export const local = {
  get: (index: number): Code => [0x20, u32(index)],
  set: (index: number): Code => [0x21, u32(index)],
};
export const global = {
  get: (index: number): Code => [0x23, u32(index)],
  set: (index: number): Code => [0x24, u32(index)],
};
export const i32 = {
  /** From -64 to 63. */
  const: (value: number): Code => [0x41, value & 0x7f],
  add: 0x6a,
  and: 0x71,
  shl: 0x74,
  greaterEqualUnsigned: 0x4f,
};
export const f32 = { const: (value: number): Code => [0x43, ...new Uint8Array(new Float32Array([value]).buffer)] };
export const f64 = {
  const: (value: number): Code => [0x44, ...new Uint8Array(new Float64Array([value]).buffer)],
};

export const simd = (opcode: number): Code => [0xfd, u32(opcode)];
/** Bytes beyond an address, and alignment of four bytes: the wasm backend's tensors lie at multiples of eight. */
export const at = (beyond: number): Code => [2, u32(beyond)];

export const v128 = {
  load: (beyond = 0): Code => [simd(0), at(beyond)],
  store: (beyond = 0): Code => [simd(11), at(beyond)],
  /** One float32 into lane 0, zeros into the others. */
  load32: [simd(92), at(0)],
  /** Lane 0. */
  store32: [simd(90), at(0), 0],
  not: simd(77),
  and: simd(78),
  or: simd(80),
  bitselect: simd(82),
  /** The upper half in the place of the lower one. */
  highHalf: [simd(13), 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15],
};
export const f32x4 = {
  splat: simd(19),
  equal: simd(65),
  notEqual: simd(66),
  less: simd(67),
  greater: simd(68),
  lessEqual: simd(69),
  greaterEqual: simd(70),
  abs: simd(224),
  neg: simd(225),
  sqrt: simd(227),
  add: simd(228),
  sub: simd(229),
  mul: simd(230),
  div: simd(231),
};
export const f64x2 = {
  splat: simd(20),
  lane: (index: number): Code => [simd(33), index],
  replaceLane: (index: number): Code => [simd(34), index],
  /** The lower two float32 as float64. */
  promoteLow: simd(95),
  add: simd(240),
  mul: simd(242),
  /** NaN if either is. */
  max: simd(245),
};

/** Runs `content` while the local `counter` is below the local `limit`, adding `step` to it each time. */
export function countUp(counter: number, limit: number, step: number, content: Code): Code {
  const [block, loop] = [
    [0x02, 0x40],
    [0x03, 0x40],
  ];
  const leave: Code = [local.get(counter), local.get(limit), i32.greaterEqualUnsigned, 0x0d, 1];
  const next: Code = [local.get(counter), i32.const(step), i32.add, local.set(counter), 0x0c, 0];
  return [block, loop, leave, content, next, end, end];
}
