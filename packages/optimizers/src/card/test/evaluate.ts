import { all, create } from 'mathjs';
import { at, type Column, owners, reductions } from './float64.js';

// Reads the equations of a card as text, with mathjs.

const math = create(all, { relTol: 0, absTol: 0 });

const onEach =
  (compute: (...values: number[]) => number) =>
  (...columns: Column[]): Column =>
    columns.every((column) => typeof column === 'number')
      ? compute(...columns)
      : owners.map((_, element) => compute(...columns.map((column) => at(column, element))));

const squared = onEach((x) => x * x);
const functions = {
  root: onEach(Math.sqrt),
  cubeRoot: onEach(Math.cbrt),
  size: onEach(Math.abs),
  sign: onEach((x) => (x > 0 ? 1 : x < 0 ? -1 : 0)),
  min: onEach(Math.min),
  max: (...columns: Column[]) => (columns.length === 1 ? reductions.max(columns[0]) : onEach(Math.max)(...columns)),
  isNotANumber: onEach((x) => (Number.isNaN(x) ? 1 : 0)),
  choose: onEach((condition, a, b) => (condition ? a : b)),
  total: reductions.sum,
  totalOfAll: reductions.globalSum,
  norm: (x: Column) => onEach(Math.sqrt)(reductions.sum(squared(x))),
  normOfAll: (x: Column) => onEach(Math.sqrt)(reductions.globalSum(squared(x))),
  negated: onEach((condition) => (condition ? 0 : 1)),
  both: onEach((a, b) => (a && b ? 1 : 0)),
  either: onEach((a, b) => (a || b ? 1 : 0)),
  greater: onEach((a, b) => Number(a > b)),
  greaterEqual: onEach((a, b) => Number(a >= b)),
  less: onEach((a, b) => Number(a < b)),
  lessEqual: onEach((a, b) => Number(a <= b)),
  same: onEach((a, b) => Number(a === b)),
};

const raised: Readonly<Record<string, string>> = { '²': '2', '³': '3', ᵗ: 't', ᵏ: 'k', ⁿ: 'n' };
const relations: Readonly<Record<string, string>> = {
  '>': 'greater',
  '≥': 'greaterEqual',
  '<': 'less',
  '≤': 'lessEqual',
  '=': 'same',
};

/** The place of `word` outside all parentheses and bars; −1 if there is none. */
function outside(text: string, word: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (depth === 0 && text.startsWith(word, i)) return i;
    if (text[i] === '(') depth++;
    if (text[i] === ')') depth--;
  }
  return -1;
}

const splitAt = (text: string, word: string): [string, string] | undefined => {
  const place = outside(text, word);
  return place < 0 ? undefined : [text.slice(0, place), text.slice(place + word.length)];
};

/** From what a card prints to what mathjs reads; symbols are identifiers already. */
function translate(text: string): string {
  const cases = splitAt(text, ' if ');
  if (cases) {
    const [condition, otherwise] = splitAt(cases[1], ', else ')!;
    return `choose(${[condition, cases[0], otherwise].map(translate).join(', ')})`;
  }
  for (const [word, name] of [
    [' or ', 'either'],
    [' and ', 'both'],
  ]) {
    const parts = splitAt(text, word);
    if (parts) return `${name}(${parts.map(translate).join(', ')})`;
  }
  if (text.startsWith('not (')) return `negated${translate(text.slice(4))}`;
  if (text.endsWith(' is NaN')) return `isNotANumber(${translate(text.slice(0, -7))})`;
  for (const [sign, name] of Object.entries(relations)) {
    const parts = splitAt(text, ` ${sign} `);
    if (parts) return `${name}(${parts.map(translate).join(', ')})`;
  }
  return translateSum(text);
}

function translateSum(text: string): string {
  const list = splitAt(text, ', ');
  if (list) return `${translate(list[0])}, ${translate(list[1])}`;
  for (const [sign, ours] of [
    [' + ', '+'],
    [' − ', '-'],
  ]) {
    const place = Math.max(...lastOutside(text, sign));
    const other = sign === ' + ' ? ' − ' : ' + ';
    if (place >= 0 && place > Math.max(...lastOutside(text, other)))
      return `${translateSum(text.slice(0, place))} ${ours} ${translateProduct(text.slice(place + 3))}`;
  }
  return text.startsWith('−') ? `-${translateProduct(text.slice(1))}` : translateProduct(text);
}

function lastOutside(text: string, word: string): number[] {
  const places = [-1];
  for (let start = 0, place = outside(text, word); place >= 0; ) {
    places.push(start + place);
    start += place + word.length;
    place = depthOf(text.slice(0, start)) === 0 ? outside(text.slice(start), word) : -1;
  }
  return places;
}

const depthOf = (text: string) => text.split('(').length - text.split(')').length;

function translateProduct(text: string): string {
  const total = /^(.*?)(Σₐₗₗ|Σ) (.*)$/.exec(text);
  if (total && depthOf(total[1]) === 0) {
    const factor = total[1].trim() === '' ? '1' : translateProduct(total[1].trim());
    return `${factor} .* ${total[2] === 'Σ' ? 'total' : 'totalOfAll'}(${translateProduct(total[3])})`;
  }
  const quotient = splitAt(text, ' / ');
  if (quotient) return `(${translateProduct(quotient[0])}) ./ ${translateProduct(quotient[1])}`;
  const factors: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const [factor, after] = splitAt(rest, ' ') ?? [rest, ''];
    factors.push(translateFactor(factor));
    rest = after;
  }
  return factors.join(' .* ');
}

function translateFactor(text: string): string {
  const power = splitAt(text, '^');
  if (power) return `(${translateFactor(power[0])}) .^ ${translateFactor(power[1])}`;
  const small = /^(.+)([²³ᵗᵏⁿ])$/su.exec(text);
  if (small && depthOf(small[1]) === 0) {
    return `(${translateFactor(small[1])}) .^ ${raised[small[2]]}`;
  }
  if (text.startsWith('√')) return `root(${translateFactor(text.slice(1))})`;
  if (text.startsWith('∛')) return `cubeRoot(${translateFactor(text.slice(1))})`;
  const group = /^([A-Za-z]*)\((.*)\)$/s.exec(text);
  if (group) return `${group[1]}(${translate(group[2])})`;
  return text;
}

/** Bars as functions; none of them stand inside each other. */
const withoutBars = (text: string) =>
  text
    .replace(/‖([^‖]*)‖ₐₗₗ/gu, 'normOfAll($1)')
    .replace(/‖([^‖]*)‖/gu, 'norm($1)')
    .replace(/\|([^|]*)\|/gu, 'size($1)');

/** Evaluates a right side. */
export const evaluate = (text: string, scope: Readonly<Record<string, Column>>): Column => {
  const result = math.evaluate(translate(withoutBars(text)), { ...functions, ...scope });
  return typeof result === 'number' ? result : (result.toArray?.() ?? result);
};
