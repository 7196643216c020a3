import * as tf from '@tensorflow/tfjs';
import { matchSaved } from './match-saved.js';

let unique = 0;
const shaped = (name: string, shape: number[]) => ({ name, shape, id: unique++ }) as unknown as tf.Variable;
const saved = (...names: (string | [string, number[]])[]) =>
  new Map(
    names.map((entry) => {
      const [name, shape] = typeof entry === 'string' ? [entry, [2]] : entry;
      return [name, { m: tf.zeros(shape) }] as const;
    }),
  );
const match = (state: ReturnType<typeof saved>, ...names: (string | [string, number[]])[]) => {
  const variables = names.map((entry) => (typeof entry === 'string' ? shaped(entry, [2]) : shaped(...entry)));
  return Object.fromEntries(matchSaved('Adam', state, variables));
};

test('by name, whatever the order', () => {
  expect(match(saved('a', 'b'), 'b', 'a')).toEqual({ a: 'a', b: 'b' });
});

test('a part of the variables now, or a part of the saved state', () => {
  expect(match(saved('a', 'b'), 'b')).toEqual({ b: 'b' });
  expect(match(saved('b'), 'a', 'b')).toEqual({ b: 'b' });
  expect(match(saved('a', 'b'), 'b', 'c')).toEqual({ b: 'b' });
});

test('by position when a model is built again, and all of its layers have other numbers', () => {
  expect(match(saved('dense_Dense2/kernel', 'dense_Dense2/bias'), 'dense_Dense3/kernel', 'dense_Dense3/bias')).toEqual({
    'dense_Dense3/kernel': 'dense_Dense2/kernel',
    'dense_Dense3/bias': 'dense_Dense2/bias',
  });
});

test('by name without tf’s number, as when a model is loaded beside its original', () => {
  expect(match(saved('d1/kernel', 'd1/bias', 'd2/kernel'), 'd2/kernel_1', 'd1/kernel_1', 'd1/bias_1')).toEqual({
    'd1/kernel_1': 'd1/kernel',
    'd1/bias_1': 'd1/bias',
    'd2/kernel_1': 'd2/kernel',
  });
});

test('by position where numbers make names ambiguous', () => {
  expect(match(saved('w', 'w_1'), 'w_1', 'w_2')).toEqual({ w_1: 'w', w_2: 'w_1' });
  expect(match(saved('3', '5'), '5', '7')).toEqual({ 5: '3', 7: '5' });
});

test('never a shape that does not fit, never a guess', () => {
  expect(() => match(saved(['a', [2]], ['b', [3]]), ['a', [3]], ['b', [2]])).toThrow(
    'Adam: the saved state does not fit the variables. Saved: a [2], b [3]. To train: a [3], b [2].',
  );
  expect(() => match(saved('w', 'w_1', 'v'), 'w_1', 'w_2')).toThrow('does not fit');
});
