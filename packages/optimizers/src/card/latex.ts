import { Bond, type Notation, signed } from './notation.js';
import { greek, type Letter } from './symbols.js';

const text = (word: string) => (word.length > 1 ? `\\mathrm{${word}}` : word);

function symbol({ base, isWord, subscript, accent, ofTime }: Letter): string {
  const isGreek = !isWord && Object.hasOwn(greek, base);
  const name = isGreek ? `\\${base === 'epsilon' ? 'varepsilon' : base}` : text(base);
  const below = subscript === undefined ? '' : `_${braced(/^\d+$/.test(subscript) ? subscript : text(subscript))}`;
  const before = accent === 'before' ? `_{${subscript ?? ''}-}` : below;
  return `${accent === 'hat' ? `\\hat{${name}}` : name}${before}${accent === 'prime' ? "'" : ''}${ofTime ? '(t)' : ''}`;
}

/** Braces where LaTeX needs them. */
const braced = (inner: string) => (/^\w$/.test(inner) ? inner : `{${inner}}`);

/** Parentheses and bars, which grow with what is high. */
const fenced = (left: string, inner: string, right = left) =>
  /\\(?:frac|sqrt|begin|left)/.test(inner) ? `\\left${left} ${inner} \\right${right}` : `${left}${inner}${right}`;
const signs = { '>': '>', '≥': '\\ge', '<': '<', '≤': '\\le', '=': '=' };
const words = { and: '\\land', or: '\\lor' };

/** LaTeX, as MathJax, KaTeX and GitHub take it. */
export const latex: Notation = {
  parentheses: (inner) => fenced('(', inner, ')'),
  symbol,
  kinds: {
    number: ({ value }) => [String(value), Bond.Atom],
    sum: (formula, part) => [signed(formula, part, '-'), Bond.Sum],
    fraction({ over, under }, part) {
      // The last factor of all may be a sum over elements; what stands alone above or below a line may be anything.
      const product = (factors: typeof over) => {
        const [last, rest] = [factors.length - 1, factors.length > 1];
        const least = (index: number) => (!rest ? Bond.Sum : index === last ? Bond.Product : Bond.Prefix);
        return factors.map((factor, index) => part(factor, least(index))).join(' \\, ');
      };
      const above = over.length > 0 ? product(over) : '1';
      return [under.length === 0 ? above : `\\frac{${above}}{${product(under)}}`, Bond.Product];
    },
    power: ({ base, exponent }, part) => [
      `${part(base, Bond.Atom)}^${braced(part(exponent, Bond.Cases))}`,
      Bond.Prefix,
    ],
    function({ name, of }, part) {
      const inner = of.map((one) => part(one, Bond.Cases)).join(', ');
      switch (name) {
        case 'sqrt':
          return [`\\sqrt{${inner}}`, Bond.Atom];
        case 'cubeRoot':
          return [`\\sqrt[3]{${inner}}`, Bond.Atom];
        case 'abs':
          return [fenced('|', inner), Bond.Atom];
        case 'norm':
          return [fenced('\\|', inner), Bond.Atom];
        case 'globalNorm':
          return [`${fenced('\\|', inner)}_{\\mathrm{all}}`, Bond.Atom];
        case 'sum':
          return [`\\sum ${part(of[0], Bond.Product)}`, Bond.Product];
        case 'globalSum':
          return [`\\sum_{\\mathrm{all}} ${part(of[0], Bond.Product)}`, Bond.Product];
        case 'gradient':
          return [`\\nabla f${fenced('(', inner, ')')}`, Bond.Atom];
        case 'isNaN':
          return [`${part(of[0], Bond.Sum)} \\text{ is NaN}`, Bond.Relation];
        case 'sign':
          return [`\\operatorname{sign}${fenced('(', inner, ')')}`, Bond.Atom];
        default:
          return [`\\${name}${fenced('(', inner, ')')}`, Bond.Atom];
      }
    },
    relation: ({ sign, of: [a, b] }, part) => [
      `${part(a, Bond.Sum)} ${signs[sign]} ${part(b, Bond.Sum)}`,
      Bond.Relation,
    ],
    logic({ word, of }, part) {
      if (word === 'not') return [`\\lnot ${fenced('(', part(of[0], Bond.Cases), ')')}`, Bond.Logic];
      return [of.map((one) => part(one, Bond.Relation)).join(` ${words[word]} `), Bond.Logic];
    },
    cases: ({ when, holds, otherwise }, part) => [
      `\\begin{cases} ${part(holds, Bond.Cases)} & \\text{if } ${part(when, Bond.Cases)} \\\\ ${part(otherwise, Bond.Cases)} & \\text{else} \\end{cases}`,
      Bond.Prefix,
    ],
  },
};
