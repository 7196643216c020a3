import type { Work } from './workspace.js';

/** Numbers in rows and columns: where they begin, and how many bytes lead from row to row and from column to column. */
export interface Matrix {
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

/** Blocks that stay in a processor's caches: 512 x 256 numbers of b, 64 x 512 of a. */
const blocks = { k: 512, n: 256, m: 64 };

/** Room that `multiply` needs for a panel narrower than eight columns. */
export const tileSize = 4 * 8;

/** Room for a packed k x n matrix. */
export const packedSize = (k: number, n: number) => k * 8 * Math.ceil(n / 8);

/** Room that a product needs: a packed block and a tile. */
export const productRooms = (n: number, k: number): number[] => [
  packedSize(Math.min(k, blocks.k), Math.min(n, blocks.n)),
  tileSize,
];

/** Adds the product of a (m x k) and b (k x n) to c, whose rows are n numbers each. */
export function addProduct(
  { simd }: Work,
  a: Matrix,
  b: Matrix,
  c: number,
  [m, n, k]: readonly [m: number, n: number, k: number],
  [packed, tile]: readonly number[],
): void {
  for (let k0 = 0; k0 < k; k0 += blocks.k) {
    const depth = Math.min(blocks.k, k - k0);
    for (let n0 = 0; n0 < n; n0 += blocks.n) {
      const width = Math.min(blocks.n, n - n0);
      simd.pack(b.at + k0 * b.row + n0 * b.column, b.row, b.column, depth, width, packed);
      for (let m0 = 0; m0 < m; m0 += blocks.m) {
        const from = a.at + m0 * a.row + k0 * a.column;
        const to = c + 4 * (m0 * n + n0);
        simd.multiply(from, a.row, a.column, packed, to, 4 * n, Math.min(blocks.m, m - m0), width, depth, tile);
      }
    }
  }
}

/** A stored matrix of so many columns, or its transpose. */
export const stored = (at: number, columns: number, transposed: boolean): Matrix =>
  transposed ? { at, row: 4, column: 4 * columns } : { at, row: 4 * columns, column: 4 };
