import { faurePermutation, haltonPoint } from './halton.js';

const points = (count: number, dimensions: number) =>
  Array.from({ length: count }, (_, index) => haltonPoint(index + 1, dimensions));

/** Of a box with a corner at 0: by how much the share of points in it misses its volume; the largest over many boxes. */
function discrepancy(given: readonly (readonly number[])[], boxes: readonly (readonly number[])[]): number {
  const misses = boxes.map((box) => {
    const inside = given.filter((point) => point.every((x, d) => x < box[d])).length / given.length;
    return Math.abs(inside - box.reduce((volume, side) => volume * side, 1));
  });
  return Math.max(...misses);
}

const random = (count: number, dimensions: number) =>
  Array.from({ length: count }, () => Array.from({ length: dimensions }, () => Math.random()));

test.each([
  [2, 0],
  [3, 1],
  [5, 2],
  [7, 3],
])('in base %d each interval of length 1/base² has one of any base² points in a row', (base, d) => {
  for (const start of [0, 1, 2, 3]) {
    const cells = Array.from({ length: base ** 2 }, (_, n) =>
      Math.floor(haltonPoint(start * base ** 2 + n, d + 1)[d] * base ** 2 + 1e-9),
    );
    expect(new Set(cells).size).toBe(base ** 2);
  }
});

test.each([2, 3, 5, 8])('in %d dimensions points lie more evenly than random ones', (dimensions) => {
  const boxes = random(500, dimensions);
  const chance = [1, 2, 3, 4, 5].map(() => discrepancy(random(200, dimensions), boxes));
  expect(discrepancy(points(200, dimensions), boxes)).toBeLessThan(Math.min(...chance));
});

test('neighbouring coordinates of the first points do not rise together', () => {
  const first = points(40, 8);
  for (let d = 1; d < 8; d++) {
    const product = first.reduce((sum, point) => sum + (point[d - 1] - 0.5) * (point[d] - 0.5), 0) / 40;
    expect(Math.abs(product * 12)).toBeLessThan(0.5); // 12: the variance of a uniform number is 1/12
  }
});

test('permutations are those of Faure', () => {
  expect(faurePermutation(5)).toEqual([0, 3, 2, 1, 4]);
  expect(faurePermutation(8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
});
