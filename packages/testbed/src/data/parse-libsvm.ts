import type { LinearData } from './linear-data.js';

/**
 * Reads the LIBSVM format (Chang & Lin 2011, doi:10.1145/1961189.1961199): a target and `index:value` pairs in each line,
 * indices from 1 and ascending, what is not named is 0; `#` begins a comment. Rows come out dense.
 *
 * @param features number of columns. Default: the largest index.
 * @throws Error in one sentence with the line, where something is malformed or beyond `features`.
 */
export function parseLibsvm(text: string, { features }: { readonly features?: number } = {}): LinearData {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*/, '').trim());
  const samples = lines.flatMap((line, i) => (line === '' ? [] : [readLine(line, i + 1)]));
  if (samples.length === 0) throw new Error('LIBSVM file has no samples.');
  const largest = samples.reduce((most, { entries }) => Math.max(most, entries.at(-1)?.[0] ?? 0), 0);
  const width = features ?? largest;
  if (largest > width) throw new Error(`LIBSVM file has a feature ${largest}, but features is ${width}.`);
  return {
    rows: samples.map(({ entries }) => {
      const row = new Array<number>(width).fill(0);
      for (const [index, value] of entries) row[index - 1] = value;
      return row;
    }),
    targets: samples.map(({ target }) => target),
  };
}

function readLine(line: string, number: number) {
  const [first, ...rest] = line.split(/\s+/) as [string, ...string[]];
  let last = 0;
  const entries = rest.map((pair): [number, number] => {
    const [, index, value] = /^(\d+):(\S+)$/.exec(pair) ?? [];
    if (index === undefined || !Number.isFinite(Number(value))) {
      throw new Error(`LIBSVM file, line ${number}: '${pair}' must be an index and a finite number, as 3:0.5.`);
    }
    if (Number(index) <= last) {
      throw new Error(`LIBSVM file, line ${number}: index ${index} follows ${last}, but indices ascend from 1.`);
    }
    last = Number(index);
    return [last, Number(value)];
  });
  if (!Number.isFinite(Number(first)))
    throw new Error(`LIBSVM file, line ${number}: target '${first}' is not a number.`);
  return { target: Number(first), entries };
}
