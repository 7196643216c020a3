import { Html, html } from './html.js';
import { extentOf } from './statistics.js';

/** Optimizers with a colour of their own, the same in every report, in light and dark; tf's share the zoo's, dashed. */
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
/** Lengths of line and gap in turn. The last is that of tf's own. */
const dashes = ['none', '2 3', '8 3 2 3', '12 4', '8 3 2 3 2 3', '14 3 6 3', '3 7', '6 3'];
const tfDash = dashes.length - 1;

const names = Object.keys(colors);
/** The optimizer inside all wrappers: of `lookahead(adam(beta1=0.8))` adam, of `tf.adam` too. */
const familyOf = (label: string) =>
  (/^(?:[\w.-]+\((?=[\w.-]+[(,)]))*([\w.-]+)/.exec(label)?.[1] ?? label).replace(/^tf\./, '');

/** How an optimizer is drawn throughout a report. */
export interface Look {
  readonly color: string;
  /** An SVG dash array. */
  readonly dash: string;
  readonly swatch: Html;
  /** The number of the optimizer, by which style sheets know it. */
  readonly index: number;
  readonly className: string;
}

export type Looks = ReadonlyMap<string, Look>;

/** The CSS colour of one of the optimizers that have their own; of others, one of theirs by the letters of the name. */
export const colorOf = (label: string): string =>
  cssColor(ownColor(familyOf(label)) ?? letterSum(label) % names.length);

/**
 * A look for each label, no two alike as long as there are colours and dashes. Optimizers without a colour of their own
 * take those that are used least, and tf's and variants that of their family, dashed.
 */
export function looksOf(labels: readonly string[]): Looks {
  const byFamily = familyColors([...new Set(labels.map(familyOf))]);
  const taken = new Set<string>();
  return new Map(
    labels.map((label, index) => {
      const wanted = byFamily.get(familyOf(label))!;
      const [color, dash] = combinations(wanted, label.startsWith('tf.')).find((pair) => !taken.has(String(pair))) ?? [
        wanted,
        0,
      ];
      taken.add(String([color, dash]));
      const className = `optimizer optimizer-${index}`;
      const look = { color: cssColor(color), dash: dashes[dash], swatch: swatch(cssColor(color), dash) };
      return [label, { ...look, index, className }];
    }),
  );
}

/** Families with a colour of their own keep it; each other one takes the first of those that are used least. */
function familyColors(families: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const uses = names.map(() => 0);
  const give = (family: string, color: number) => {
    found.set(family, color);
    uses[color]++;
  };
  for (const family of families) if (ownColor(family) !== undefined) give(family, ownColor(family)!);
  for (const family of families) if (!found.has(family)) give(family, uses.indexOf(extentOf(uses)[0]));
  return found;
}

/** Every colour with every dash, in the order in which they please an optimizer: its colour first. */
const combinations = (color: number, isTf: boolean): [color: number, dash: number][] =>
  names.flatMap((_, step) =>
    [...(isTf ? [tfDash] : []), ...dashes.keys()].map((dash): [number, number] => [
      (color + step) % names.length,
      dash,
    ]),
  );

/** A piece of the line. */
export const swatch = (color: string, dash = 0): Html =>
  html`<span class="swatch color-${numberOf(color)}${dash > 0 && ` dash-${dash}`}"></span>`;

const ownColor = (family: string) => (names.includes(family) ? names.indexOf(family) : undefined);
const cssColor = (index: number) => `var(--optimizer-${index})`;
/** By which style sheets know such a colour: a page allows no styles in its markup. */
const numberOf = (color: string) => /\d+/.exec(color)?.[0];
const letterSum = (label: string) => [...familyOf(label)].reduce((total, letter) => total + letter.codePointAt(0)!, 0);

/** The dash array as a background of stripes. */
function dashStyle(dash: string, index: number): string {
  let at = 0;
  const stripes = dash.split(' ').map((length, part) => {
    const from = at;
    at += Number(length);
    return `${part % 2 === 0 ? 'var(--color)' : 'transparent'} ${from}px ${at}px`;
  });
  return `.dash-${index}{background:repeating-linear-gradient(90deg,${stripes.join(',')})}`;
}

const declarations = (scheme: 0 | 1) =>
  names.map((name, index) => `--optimizer-${index}:${colors[name][scheme]}`).join(';');

const colorStyles = names.map((_, index) => `.color-${index}{--color:${cssColor(index)}}`).join('');

const dashStyles = dashes.flatMap((dash, index) => (dash === 'none' ? [] : [dashStyle(dash, index)])).join('');

/** The colours where a page follows the system. */
export const paletteStyle = new Html(
  `:root{${declarations(0)}}@media screen and (prefers-color-scheme:dark){:root{${declarations(1)}}}${colorStyles}${dashStyles}`,
);

/** The same where a page is dark by a class. */
export const paletteStyleByClass = (dark: string): string =>
  `:root{${declarations(0)}}.${dark}{${declarations(1)}}${colorStyles}${dashStyles}`;
