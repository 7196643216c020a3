import { quoted } from './quoted.js';

/** A decimal number: not 0x10, nor Infinity, nor nothing. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a text in a file stands for. Tensors are float32, so that what is beyond is no number here.
 *
 * @param where begins the error: the file's format, the line.
 * @throws Error in one sentence.
 */
export function readNumber(text: string, where: string): number {
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  if (fitsFloat32(value)) return value;
  const trouble = Number.isNaN(value) ? 'is not a finite number' : 'is beyond float32, which ends at 3.4e38';
  throw new Error(`${where}: ${quoted(text)} ${trouble}.`);
}

/** Whether a number is finite, also as a float32. */
export const fitsFloat32 = (value: number): boolean => Number.isFinite(Math.fround(value));
