/** Fills an array with −1 or 1 by the bits of one hash after the other. */
export function withSigns<A extends Float32Array | Float64Array>(values: A, key: number): A {
  for (let i = 0, bits = 0; i < values.length; i++, bits >>>= 1) {
    if (i % 32 === 0) bits = hash(key, i / 32);
    values[i] = bits & 1 ? 1 : -1;
  }
  return values;
}

/** A number from 1 to 2³² − 1 (tf takes the seed 0 for none) that changes altogether with each of its keys. */
export function hash(...keys: readonly number[]): number {
  let mixed = 0;
  for (const key of keys) {
    mixed = Math.imul(mixed ^ key ^ Math.floor(key / 2 ** 32), 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return mixed >>> 0 || 1;
}
