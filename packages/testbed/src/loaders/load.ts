import type { LinearData } from '../data/linear-data.js';
import { type CsvData, type CsvOptions, parseCsv } from '../data/parse-csv.js';
import { type IdxArray, parseIdx } from '../data/parse-idx.js';
import { parseLibsvm } from '../data/parse-libsvm.js';
import { type ReadOptions, readBytes } from './read-bytes.js';

/** Reads a file of MNIST's format from a path or URL, gzipped or not; see {@link parseIdx}. */
export const loadIdx = (source: string | URL, options: ReadOptions = {}): Promise<IdxArray> =>
  load(source, options, parseIdx);

/** Reads a LIBSVM file from a path or URL, gzipped or not; see {@link parseLibsvm}. */
export const loadLibsvm = (
  source: string | URL,
  options: ReadOptions & { readonly features?: number } = {},
): Promise<LinearData> => load(source, options, (bytes) => parseLibsvm(textOf(bytes), options));

/** Reads a CSV file from a path or URL, gzipped or not; see {@link parseCsv}. */
export const loadCsv = (source: string | URL, options: ReadOptions & CsvOptions = {}): Promise<CsvData> =>
  load(source, options, (bytes) => parseCsv(textOf(bytes), options));

/** What is wrong is said with the name of the file. */
async function load<T>(source: string | URL, options: ReadOptions, parse: (bytes: Uint8Array) => T): Promise<T> {
  const bytes = await readBytes(source, options);
  try {
    return parse(bytes);
  } catch (error) {
    throw new Error(`${source}: ${(error as Error).message}`, { cause: error });
  }
}

/** What a string can hold, rounded down. */
const longestText = 500_000_000;

function textOf(bytes: Uint8Array): string {
  if (bytes.length > longestText) {
    throw new Error(`text of ${bytes.length} bytes, but at most ${longestText} are allowed.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error('not text in UTF-8.', { cause: error });
  }
}
