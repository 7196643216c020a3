import { Html } from './html.js';

/** One colour per optimizer, the same in every report: in light and dark. tf's own share the zoo's colour, dashed. */
const colors: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  sgd: ['#c27400', '#f2b04a'],
  adam: ['#0b63b0', '#5fb0f5'],
  adamw: ['#5b6675', '#aab4c2'],
  amsgrad: ['#2796bd', '#8fdcf2'],
  ademamix: ['#b03a8c', '#ee8fcb'],
  nagGs: ['#c2361a', '#ff8566'],
  inducedMetric: ['#07835a', '#3fcf9f'],
  momentum: ['#7a4a22', '#cf9e72'],
  adamax: ['#6a4cc0', '#b5a3f7'],
  rmsprop: ['#76731a', '#cfca5c'],
  adagrad: ['#8c2f4b', '#e08aa4'],
  adadelta: ['#2f6b6b', '#85c9c6'],
};
const dashes = ['none', '2 3', '8 3 2 3'];

const names = Object.keys(colors);
const familyOf = (label: string) => label.split(':')[0].replace(/^tf\./, '');

/** The CSS colour of an optimizer. One that is not known takes its place by the letters of its name. */
export function colorOf(label: string): string {
  const family = familyOf(label);
  const known = names.indexOf(family);
  const sum = [...family].reduce((total, letter) => total + letter.codePointAt(0)!, 0);
  return `var(--optimizer-${known >= 0 ? known : sum % names.length})`;
}

/** Dashed for tf's own; further dashes tell variants of one optimizer apart. */
export function dashOf(label: string, labels: readonly string[]): string {
  if (label.startsWith('tf.')) return '6 3';
  const name = label.split(':')[0];
  return dashes[labels.filter((other) => other.split(':')[0] === name).indexOf(label) % dashes.length] ?? 'none';
}

const declarations = (scheme: 0 | 1) =>
  names.map((name, index) => `--optimizer-${index}:${colors[name][scheme]}`).join(';');

export const paletteStyle = new Html(
  `:root{${declarations(0)}}@media screen and (prefers-color-scheme:dark){:root{${declarations(1)}}}`,
);
