/** Dense rows are arrays of float64: beyond this they may not fit into memory, and a tiny file can ask for it. */
const mostValues = 50_000_000;
const mostLines = 5_000_000;
/** In characters: a line of commas stands for as many values. */
export const longestLine = 20_000_000;

/**
 * Refuses rows that would not fit into memory.
 *
 * @param where begins the error: the file's format, the line.
 */
export function checkDenseSize(where: string, samples: number, features: number): void {
  if (samples * features <= mostValues) return;
  throw new Error(
    `${where}: dense rows of ${samples} x ${features} values are asked for, but at most ${mostValues} values are allowed.`,
  );
}

/** Refuses a text whose lines, taken apart, would not fit into memory. */
export function checkLines(format: string, text: string): void {
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end + 1;
    if (next - start > longestLine) throw new Error(`${format} file, line ${line}: ${tooLong}.`);
    if (line > mostLines)
      throw new Error(`${format} file has more than ${mostLines} lines, which is the most allowed.`);
    start = next;
  }
}

export const tooLong = `it is longer than ${longestLine} characters, which is the most allowed`;
