import fc from 'fast-check';
import { parseTerms } from './parse-terms.js';
import { formatTerm, type Term, type TermValue } from './term.js';

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,8}$/);
const number = fc.double({ noNaN: true });

/** Any term, texts of all characters and names such as true and __proto__ included. */
const { term } = fc.letrec<{ term: Term; value: TermValue }>((tie) => ({
  term: fc
    .tuple(
      name,
      fc.option(tie('term'), { nil: undefined, depthSize: 'small', maxDepth: 4 }),
      fc.array(fc.tuple(fc.oneof(name, fc.constantFrom('constructor', 'toString')), tie('value')), { maxLength: 4 }),
    )
    .map(([name, of, options]) => ({ name, ...(of && { of }), options: Object.fromEntries(options) })),
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    number,
    fc.boolean(),
    name,
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('term'),
  ),
}));

test('terms are read as they were written, and written as they were read', () => {
  fc.assert(
    fc.property(fc.array(term, { minLength: 1, maxLength: 3 }), (terms) => {
      const text = terms.map(formatTerm).join(', ');
      const read = parseTerms('--optimizer', text);
      expect(read).toEqual(terms);
      expect(read.map(formatTerm).join(', ')).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test('whatever is not a term is refused with one sentence that begins with its owner', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-c01()=,[\]":.\\ -]{0,20}$/)), (text) => {
      try {
        parseTerms('--optimizer', text);
      } catch (error) {
        expect((error as Error).constructor.name).toBe('InputError');
        expect((error as Error).message.startsWith(`--optimizer '${text}', at character `)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test('white space means nothing, and an empty pair of parentheses neither', () => {
  const [[loose], [tight]] = ['  ema ( adam( beta1 = 0.8 ,l2=1e-3 ) ) ', 'ema(adam(beta1=0.8,l2=0.001))'].map((text) =>
    parseTerms('--optimizer', text),
  );
  expect(loose).toEqual(tight);
  expect(parseTerms('--optimizer', 'adam()')).toEqual(parseTerms('--optimizer', 'adam'));
});

test.each([
  ['', 1, 'a name is expected, where it ends'],
  [',adam', 1, "a name is expected, not ','"],
  ['adam,', 6, 'a name is expected, where it ends'],
  ['adam(', 6, 'a name is expected, where it ends'],
  ['adam(beta1=0.8', 15, "',' or ')' is expected, where it ends"],
  ['adam(beta1=)', 12, "a value is expected, not ')'"],
  ['adam(beta1=0.8 beta2=0.9)', 16, "',' or ')' is expected, not 'beta2'"],
  ['adam(beta1=0.8, sgd)', 17, "an option such as beta1=0.8 is expected, not 'sgd'"],
  ['adam(beta1=0.8))', 16, "',' or the end is expected, not ')'"],
  ['adam(=1)', 6, "a name is expected, not '='"],
  ['adam(a=[1, 2)', 13, "',' or ']' is expected, not ')'"],
  ['adam(a=1.2.3)', 8, "'1.2.3' is neither a number nor a word"],
  ['adam(a="b)', 8, 'the text that begins here does not end'],
  ['adam(a="\\x")', 8, '"\\x" is not a text as JSON has it'],
  ['3', 1, "'3' is not a name"],
  ['adam:beta1=0.8', 1, "write adam(beta1=…) instead of 'adam:beta1…'"],
  ['adam(a=1, a=2)', 11, 'a is given twice'],
  ['a('.repeat(30), 43, 'no more than 20 parentheses in each other is expected'],
])('%j: at character %i, %s', (text, at, fault) => {
  expect(() => parseTerms('--optimizer', text)).toThrow(`--optimizer '${text}', at character ${at}: ${fault}`);
});
