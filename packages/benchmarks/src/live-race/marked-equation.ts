import { type Card, card } from '@optimizer-zoo/optimizers/card';
import { RuleOptimizer } from '@optimizer-zoo/optimizers/float64';
import katex from 'katex';
import { createFloat64 } from '../candidates/float64-term.js';
import type { Term } from '../candidates/term.js';
import { markColor, markCount } from './mark-color.js';

/** The step of an optimizer as it is read from its rule, in HTML, each tensor in the colour that its arrow has. */
export interface MarkedEquation {
  readonly html: string;
  /** The symbols of param, grad and slots, by name. */
  readonly symbols: Readonly<Record<string, MarkedSymbol>>;
}

export interface MarkedSymbol {
  readonly text: string;
  readonly html: string;
  /** As CSS has it. */
  readonly color: string;
}

/** As KaTeX has it: a colour is a word of letters. */
const marks = [...'abcdefgh'].slice(0, markCount).map((letter) => `racemark${letter}`);

/** A rule's card in colour; undefined of what has no equation. */
export function markedEquation({
  equations,
  tensors,
}: Pick<Card, 'equations' | 'tensors'>): MarkedEquation | undefined {
  const [step] = equations;
  if (!step) return undefined;
  const letters = tensors.map(({ symbol }) => symbol.latex);
  const lines = step.lines.map(({ latex }) => marked(latex, letters));
  return {
    html: inHtml(`\\begin{aligned}${lines.join('\\\\')}\\end{aligned}`, true),
    symbols: Object.fromEntries(
      tensors.map(({ name, symbol: { unicode: text, latex } }, index) => [
        name,
        { text, html: inHtml(marked(latex, letters), false), color: markColor(index) },
      ]),
    ),
  };
}

/** The same of a term; undefined of a method, which is no rule. */
export function equationOf(term: Term): MarkedEquation | undefined {
  const optimizer = createFloat64(term);
  return optimizer instanceof RuleOptimizer ? markedEquation(card(optimizer.rule, optimizer.options)) : undefined;
}

/** Each letter that stands for a tensor, in its colour, wherever it is no part of a word, of a command, or a subscript. */
export function marked(latex: string, letters: readonly string[]): string {
  const longestFirst = [...letters].sort((a, b) => b.length - a.length);
  const any = longestFirst.map((one) => one.replace(/[\\{}^_()|]/g, '\\$&')).join('|');
  const token = new RegExp(`(?<![A-Za-z\\\\_]|_\\{)(?:${any})(?![A-Za-z]|_[^{]|_\\{[^-])`, 'g');
  return latex.replace(token, (found) => `\\textcolor{${marks[letters.indexOf(found) % marks.length]}}{${found}}`);
}

function inHtml(latex: string, displayMode: boolean): string {
  const markup = katex.renderToString(latex, { displayMode, output: 'htmlAndMathml', throwOnError: true });
  return markup
    .replace(/\\textcolor\{racemark[a-h]\}/g, '') // in what is copied
    .replace(/color:racemark([a-h])/g, (_, letter: string) => `color:${variableOf(letter)}`)
    .replace(/mathcolor="racemark([a-h])"/g, (_, letter: string) => `style="color:${variableOf(letter)}"`);
}

const variableOf = (letter: string) => markColor(marks.indexOf(`racemark${letter}`));
