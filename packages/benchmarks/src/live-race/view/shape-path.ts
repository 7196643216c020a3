import type { Shape } from './runner.js';

const polygon = (corners: number, radius: number, turn = -Math.PI / 2): string =>
  `M${Array.from({ length: corners }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / corners;
    return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  }).join('L')}Z`;

const star = `M${Array.from({ length: 10 }, (_, k) => {
  const [radius, angle] = [k % 2 === 0 ? 6.4 : 2.8, -Math.PI / 2 + (Math.PI * k) / 5];
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
}).join('L')}Z`;

const plus = 'M-1.8 -5.4H1.8V-1.8H5.4V1.8H1.8V5.4H-1.8V1.8H-5.4V-1.8H-1.8Z';

/** Shapes about the origin, some ten pixels across, as paths of an SVG or a canvas. */
export const shapePaths: Readonly<Record<Shape, string>> = {
  circle: 'M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0Z',
  square: 'M-4.5 -4.5H4.5V4.5H-4.5Z',
  triangle: polygon(3, 6),
  diamond: polygon(4, 6),
  cross: 'M-2.5 -5L0 -2.5L2.5 -5L5 -2.5L2.5 0L5 2.5L2.5 5L0 2.5L-2.5 5L-5 2.5L-2.5 0L-5 -2.5Z',
  plus,
  star,
  hexagon: polygon(6, 5.4, 0),
};
