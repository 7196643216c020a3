import { random } from '../random.js';
import { checkCount } from './check-count.js';
import { checkDenseSize } from './size-limits.js';

/** Square images in rows of pixels, and what each shows. */
export interface Images {
  readonly images: number[][][];
  readonly labels: number[];
}

/**
 * Images of one bar each, somewhere and in noise of deviation 0.3: class 0 lies, 1 stands, 2 falls to the right, 3 to
 * the left.
 *
 * @throws Error where images are less than 4 wide, or there are none.
 */
export function bars(width: number, imagesPerClass: number, seed: number): Images {
  checkCount('bars', 'width', width, 4);
  checkCount('bars', 'imagesPerClass', imagesPerClass, 1);
  checkDenseSize('bars', 4 * imagesPerClass, width ** 2);
  const source = random('bars', seed);
  const [noise, place] = [source.normal(0, 0.3), source.uniformInt(-Math.floor(width / 4), Math.floor(width / 4))];
  const axis = Array.from({ length: width }, (_, i) => i);
  const middle = Math.floor(width / 2);
  const isLit = [
    (row: number, _: number, at: number) => row === middle + at,
    (_: number, column: number, at: number) => column === middle + at,
    (row: number, column: number, at: number) => column - row === at,
    (row: number, column: number, at: number) => column + row === width - 1 + at,
  ];
  const labels = Array.from({ length: 4 * imagesPerClass }, (_, i) => i % 4);
  const images = labels.map((label) => {
    const at = place();
    return axis.map((row) => axis.map((column) => (isLit[label]!(row, column, at) ? 1 : 0) + noise()));
  });
  return { images, labels };
}
