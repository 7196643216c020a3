import { packedSize, tileSize } from '../blocked-product.js';
import { instantiateSimd } from './simd-module.js';

const memories = {
  'a memory of its own': () => new WebAssembly.Memory({ initial: 2 }),
  'a memory that threads share': () => new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true }),
};

const cases = [1, 4, 5, 7].flatMap((m) => [1, 7, 8, 17].flatMap((n) => [[m, n, 1] as const, [m, n, 6] as const]));

describe.each(Object.entries(memories))('on %s', (_name, open) => {
  const memory = open();
  const simd = instantiateSimd(memory);
  const floats = new Float32Array(memory.buffer);

  test.each(cases)('adds the product of %d x k and k x %d, k = %d, and writes nowhere else', (m, n, k) => {
    floats.fill(7);
    const sizes = [m * k, k * n, m * n, packedSize(k, n), tileSize];
    const [a, b, c, packed, tile] = sizes.map(
      (_, i) => 16 + 4 * sizes.slice(0, i).reduce((sum, size) => sum + size + 1, 0),
    );
    const at = (address: number, index: number) => address / 4 + index;
    for (let i = 0; i < m * k; i++) floats[at(a, i)] = (i % 5) - 2;
    for (let i = 0; i < k * n; i++) floats[at(b, i)] = (i % 7) - 3;
    for (let i = 0; i < m * n; i++) floats[at(c, i)] = i;
    simd.pack(b, 4 * n, 4, k, n, packed);
    simd.multiply(a, 4 * k, 4, packed, c, 4 * n, m, n, k, tile);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const products = Array.from({ length: k }, (_, q) => floats[at(a, i * k + q)] * floats[at(b, q * n + j)]);
        expect(floats[at(c, i * n + j)]).toBe(i * n + j + products.reduce((sum, product) => sum + product, 0));
      }
    }
    const starts = [a, b, c, packed, tile].map((address) => address / 4);
    expect(starts.map((start) => floats[start - 1])).toEqual([7, 7, 7, 7, 7]);
    expect(floats[at(tile, tileSize)]).toBe(7);
  });
});

test('rows are added up in float64', () => {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const simd = instantiateSimd(memory);
  const floats = new Float32Array(memory.buffer);
  floats.set([2 ** 24, 1, 1, 1, 1], 10);
  floats.set([1, 2, 3, 4, 5], 15);
  floats.set([1, 2, 3, 4, 2 ** 24], 20);
  simd.sumRows(0, 40, 20, 3, 5);
  expect(Array.from(floats.subarray(0, 6))).toEqual([2 ** 24 + 2, 5, 7, 9, 2 ** 24 + 6, 0]);
});

test('exp is right to a unit in the last place, down to the smallest of float32', () => {
  const count = 20_000;
  const memory = new WebAssembly.Memory({ initial: 4 });
  const floats = new Float32Array(memory.buffer);
  const special = [Number.NaN, Infinity, -Infinity, 1e30, -1e30, 0, -0, 88.73];
  const given = Float32Array.from({ length: count }, (_, i) => special[i] ?? -104 + (192.7 * i) / count);
  floats.set(given);
  instantiateSimd(memory).exponential(4 * count, 0, count);
  expect(Array.from(floats.subarray(count, count + 8))).toEqual([NaN, Infinity, 0, Infinity, 0, 1, 1, Infinity]);
  for (let i = special.length; i < count; i++) {
    const exact = Math.exp(given[i]);
    const unit = Math.max(2 ** -149, 2 ** (Math.floor(Math.log2(exact)) - 23));
    expect(Math.abs(floats[count + i] - exact) / unit).toBeLessThan(1);
  }
});
