import type { LinearData } from './linear-data.js';
import { quoted } from './quoted.js';
import { readNumber } from './read-number.js';
import { checkDenseSize, checkLines } from './size-limits.js';

/** What a line names: its features from the first to the last, which ascend. */
interface Sample {
  readonly target: number;
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/**
 * Reads the LIBSVM format (Chang & Lin 2011, doi:10.1145/1961189.1961199): a target and `index:value` pairs in each line,
 * indices from 1 and ascending, what is not named is 0; `#` begins a comment. Rows come out dense.
 *
 * @param features number of columns. Default: the largest index.
 * @throws Error in one sentence with the line, where something is malformed, beyond float32 or beyond `features`, or
 * where there would be more than 50 million values.
 */
export function parseLibsvm(text: string, { features }: { readonly features?: number } = {}): LinearData {
  if (features !== undefined && !(Number.isSafeInteger(features) && features >= 1)) {
    throw new Error(`LIBSVM file: features is ${features}, but must be a whole number from 1 on.`);
  }
  checkLines('LIBSVM', text);
  // trim takes a byte-order mark off as well.
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/#.*/, '').trim());
  let width = features ?? 0;
  const samples: Sample[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const where = `LIBSVM file, line ${i + 1}`;
    const sample = readLine(line, where);
    const last = sample.indices.at(-1) ?? 0;
    if (features !== undefined && last > features) {
      throw new Error(`${where}: there is a feature ${last}, but features is ${features}.`);
    }
    width = Math.max(width, last);
    samples.push(sample);
    checkDenseSize(where, samples.length, width);
  }
  if (samples.length === 0) throw new Error('LIBSVM file has no samples.');
  return {
    rows: samples.map(({ indices, values }) => {
      const row = new Array<number>(width).fill(0);
      for (const [k, index] of indices.entries()) row[index - 1] = values[k]!;
      return row;
    }),
    targets: samples.map(({ target }) => target),
  };
}

function readLine(line: string, where: string): Sample {
  const [first, ...pairs] = line.split(/\s+/) as [string, ...string[]];
  const [indices, values]: [number[], number[]] = [[], []];
  for (const pair of pairs) {
    const [, index, value] = /^(\d+):(\S+)$/.exec(pair) ?? [];
    if (index === undefined) {
      throw new Error(`${where}: ${quoted(pair)} must be an index and a finite number, as 3:0.5.`);
    }
    const before = indices.at(-1) ?? 0;
    if (Number(index) <= before) {
      throw new Error(`${where}: index ${index} follows ${before}, but indices ascend from 1.`);
    }
    indices.push(Number(index));
    values.push(readNumber(value!, `${where}, feature ${index}`));
  }
  return { target: readNumber(first, `${where}, target`), indices, values };
}
