/** A title, and beneath it each name with its lines. */
export const section = (title: string, entries: string[][]) =>
  [title, ...entries.map(([name, ...lines]) => `  ${name.padEnd(26)}${lines.join(`\n${' '.repeat(28)}`)}`), ''].join(
    '\n',
  );
