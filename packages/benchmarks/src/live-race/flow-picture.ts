import type { Frame } from './race.js';
import type { Herd } from './swarm.js';

export type Rgb = readonly [red: number, green: number, blue: number];

/** A picture of a flow: its pixels, and the plane that they show. */
export interface Canvas {
  readonly frame: Frame;
  readonly width: number;
  readonly height: number;
  readonly color: Rgb;
}

/** What is left of a place's brightness at the next step. */
const fading = 0.8;

/** Draws a swarm as pixels, one picture after the other, with tails that fade. */
export function flowPicture({ frame, width, height, color }: Canvas): (herd: Herd) => Uint8ClampedArray<ArrayBuffer> {
  const [left, right, bottom, top] = frame;
  const brightness = new Float32Array(width * height);
  const [perX, perY] = [width / (right - left), height / (top - bottom)];
  return ({ points, isLost }) => {
    for (let place = 0; place < brightness.length; place++) brightness[place]! *= fading;
    const own = Math.min(0.9, 0.12 + (0.5 * brightness.length) / isLost.length / 40);
    for (let index = 0; index < isLost.length; index++) {
      const column = Math.floor((points[2 * index]! - left) * perX);
      const row = Math.floor((top - points[2 * index + 1]!) * perY);
      if (column >= 0 && column < width && row >= 0 && row < height) {
        const place = row * width + column;
        brightness[place] = Math.min(1, brightness[place]! + own);
      }
    }
    return pixelsOf(brightness, color);
  };
}

function pixelsOf(brightness: Float32Array, [red, green, blue]: Rgb): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * brightness.length);
  for (let place = 0, at = 0; place < brightness.length; place++, at += 4) {
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
    pixels[at + 3] = 255 * brightness[place]!;
  }
  return pixels;
}
