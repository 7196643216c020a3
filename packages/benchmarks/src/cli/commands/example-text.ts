/** Examples at the end of a command's help, each copied as one line. */
export const exampleText = (examples: readonly (readonly [command: string, meaning: string])[]): string =>
  ['Examples:', ...examples.map(([command, meaning]) => `  optimizer-zoo ${command}\n      ${meaning}`)].join('\n');
