import { Scope } from '../kernels/graph.js';
import { GraphBuilder } from '../kernels/graph-builder.js';
import { type Elementwise, onNumbers } from '../kernels/operations.js';
import { Symbolic } from '../kernels/trace.js';
import * as words from './host-scalars.js';

const { atFirst, Computed, computed, difference, oneMinus, oneMinusPower, power, product, quotient, root, sum } = words;

const given = { a: 0.9, b: 0.37, t: 3 };
type Given = typeof given;

/** What a word's symbols stand for. */
function onSymbols(word: (symbols: Given) => number, numbers: Given): number {
  const builder = new GraphBuilder();
  const symbol = (name: string) =>
    new Symbolic(builder, builder.input('scalar', name, Scope.Step)) as unknown as number;
  const result = word({ a: symbol('a'), b: symbol('b'), t: symbol('t') }) as unknown as Symbolic;
  const values: number[] = [];
  for (const [id, { operation, operands, name, value }] of builder.nodes.entries()) {
    const ofOperands = () => onNumbers[operation as Elementwise](...operands.map((operand) => values[operand]));
    values[id] = value ?? (name === undefined ? ofOperands() : numbers[name as keyof Given]);
  }
  return values[result.id];
}

test.each<[string, (given: Given) => number, (given: Given) => number]>([
  ['sum', ({ a, b }) => sum(a, b), ({ a, b }) => a + b],
  ['sum with a number', ({ t }) => sum(t, 1), ({ t }) => t + 1],
  ['difference', ({ a, b }) => difference(a, b), ({ a, b }) => a - b],
  ['product', ({ a, b }) => product(a, b), ({ a, b }) => a * b],
  ['quotient', ({ a, b }) => quotient(a, b), ({ a, b }) => a / b],
  ['power', ({ a, t }) => power(a, t), ({ a, t }) => a ** t],
  ['power of a number', ({ t }) => power(0.5, t), ({ t }) => 0.5 ** t],
  ['root', ({ a }) => root(a), ({ a }) => Math.sqrt(a)],
  ['oneMinus', ({ a }) => oneMinus(a), ({ a }) => 1 - a],
  ['oneMinusPower', ({ a, t }) => oneMinusPower(a, t), ({ a, t }) => 1 - a ** t],
  ['atFirst', ({ t, a, b }) => atFirst(t, a, b), ({ t, a, b }) => (t === 1 ? a : b)],
  ['atFirst of numbers', ({ t }) => atFirst(t, 0, 1), ({ t }) => (t === 1 ? 0 : 1)],
])('%s is the same number on numbers and on symbols, to the last bit', (_, word, expected) => {
  for (const t of [1, 2, 3, 1000]) {
    const numbers = { ...given, t };
    expect(word(numbers)).toBe(expected(numbers));
    expect(onSymbols(word, numbers)).toBe(expected(numbers));
  }
});

test('what no word says is computed of numbers, and names its symbols', () => {
  expect(computed([2, 5], (k, t) => t % k)).toBe(1);
  const builder = new GraphBuilder();
  const symbol = new Symbolic(builder, builder.input('scalar', 'a', Scope.Step));
  const result: unknown = computed([symbol as unknown as number, 3], Math.min);
  expect(result).toBeInstanceOf(Computed);
  expect((result as words.Computed).of).toEqual([symbol, 3]);
});
