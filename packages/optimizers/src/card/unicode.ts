import { Bond, type Notation, signed } from './notation.js';
import { greek, type Letter } from './symbols.js';

const subscripts = table('0123456789aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ');
const superscripts = table('0123456789tkn', '⁰¹²³⁴⁵⁶⁷⁸⁹ᵗᵏⁿ');

function table(from: string, to: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...from].map((letter, index) => [letter, [...to][index]]));
}

/** The text in small letters, if there is one for each. */
const small = (letters: Readonly<Record<string, string>>, text: string) =>
  [...text].every((letter) => letter in letters) ? [...text].map((letter) => letters[letter]).join('') : undefined;

const accents = { hat: '\u0302', prime: '′', before: '₋' };

function symbol({ base, isWord, subscript = '', accent, ofTime }: Letter): string {
  const below = small(subscripts, subscript) ?? `_${subscript}`;
  const mark = accent ? accents[accent] : '';
  const name = isWord ? base : (greek[base] ?? base);
  return `${accent === 'hat' ? name + mark + below : name + below + mark}${ofTime ? '(t)' : ''}`;
}

const product = (factors: readonly string[]) => factors.join(' ');

/** Mathematics in plain text: `x ← x − η m̂ / (√v̂ + ε)`. */
export const unicode: Notation = {
  parentheses: (text) => `(${text})`,
  symbol,
  kinds: {
    number: ({ value }) => [String(value), Bond.Atom],
    sum: (formula, part) => [signed(formula, part, '−'), Bond.Sum],
    fraction({ over, under }, part) {
      const below = under.map((factor) => part(factor, Bond.Prefix));
      const least = (index: number) => (below.length === 0 && index === over.length - 1 ? Bond.Product : Bond.Prefix);
      const above = over.length > 0 ? product(over.map((factor, index) => part(factor, least(index)))) : '1';
      if (below.length === 0) return [above, Bond.Product];
      return [`${above} / ${below.length === 1 ? below[0] : `(${product(below)})`}`, Bond.Product];
    },
    power({ base, exponent }, part) {
      const raised = small(superscripts, part(exponent, Bond.Atom));
      return [`${part(base, Bond.Atom)}${raised ?? `^${part(exponent, Bond.Atom)}`}`, Bond.Prefix];
    },
    function({ name, of }, part) {
      const [first] = of;
      const list = () => of.map((one) => part(one, Bond.Cases)).join(', ');
      switch (name) {
        case 'sqrt':
          return [`√${part(first, Bond.Atom)}`, Bond.Prefix];
        case 'cubeRoot':
          return [`∛${part(first, Bond.Atom)}`, Bond.Prefix];
        case 'abs':
          return [`|${list()}|`, Bond.Atom];
        case 'norm':
          return [`‖${list()}‖`, Bond.Atom];
        case 'globalNorm':
          return [`‖${list()}‖ₐₗₗ`, Bond.Atom];
        case 'sum':
          return [`Σ ${part(first, Bond.Product)}`, Bond.Product];
        case 'globalSum':
          return [`Σₐₗₗ ${part(first, Bond.Product)}`, Bond.Product];
        case 'gradient':
          return [`∇f(${list()})`, Bond.Atom];
        case 'isNaN':
          return [`${part(first, Bond.Sum)} is NaN`, Bond.Relation];
        default:
          return [`${name}(${list()})`, Bond.Atom];
      }
    },
    relation: ({ sign, of: [a, b] }, part) => [`${part(a, Bond.Sum)} ${sign} ${part(b, Bond.Sum)}`, Bond.Relation],
    logic: ({ word, of }, part) => {
      const parts = of.map((one) => part(one, Bond.Relation));
      return [word === 'not' ? `not (${part(of[0], Bond.Cases)})` : parts.join(` ${word} `), Bond.Logic];
    },
    cases: ({ when, holds, otherwise }, part) => [
      `${part(holds, Bond.Logic)} if ${part(when, Bond.Logic)}, else ${part(otherwise, Bond.Cases)}`,
      Bond.Cases,
    ],
  },
};
