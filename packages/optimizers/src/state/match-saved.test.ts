import * as tf from '@tensorflow/tfjs';
import { Waiting } from './match-saved.js';

let unique = 0;
const shaped = (name: string, shape: number[]) => ({ name, shape, id: unique++ }) as unknown as tf.Variable;
const saved = (...names: (string | [string, number[]])[]) =>
  names.map((entry) => {
    const [name, shape] = typeof entry === 'string' ? [entry, [2]] : entry;
    return [name, { slots: { m: tf.zeros(shape) as tf.Variable }, scalars: {}, steps: 1 }] as const;
  });
const named = (...names: (string | [string, number[]])[]) =>
  names.map((entry) => (typeof entry === 'string' ? shaped(entry, [2]) : shaped(...entry)));
/** Whose state each variable gets, by name; the others of the process are `alive` beside them. */
const take = (waiting: Waiting, state: ReturnType<typeof saved>, variables: tf.Variable[], alive: string[] = []) =>
  Object.fromEntries(
    [...waiting.take(variables, () => ({}), [...variables, ...named(...alive)])].map(([{ name }, kept]) => [
      name,
      state.find(([, other]) => other === kept)![0],
    ]),
  );
const match = (state: ReturnType<typeof saved>, ...names: (string | [string, number[]])[]) =>
  take(new Waiting('Adam', state), state, named(...names));
const among = (alive: string[], state: ReturnType<typeof saved>, ...names: string[]) =>
  take(new Waiting('Adam', state), state, named(...names), alive);

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

const dense = (...numbers: number[]) => numbers.map((number) => `dense_Dense${number}/kernel`);

describe('names that tf numbered are believed only where no others of their kind are alive', () => {
  test('all layers have other numbers, some of which other layers had: by position', () => {
    expect(match(saved(...dense(1, 2, 3)), ...dense(2, 3, 4))).toEqual({
      [dense(2)[0]]: dense(1)[0],
      [dense(3)[0]]: dense(2)[0],
      [dense(4)[0]]: dense(3)[0],
    });
    expect(match(saved('0', '1', '2'), '1', '2', '3')).toEqual({ 1: '0', 2: '1', 3: '2' });
  });

  test('a part of the layers is trained: by name if the others are alive, else an error', () => {
    expect(among(dense(1), saved(...dense(1, 2, 3)), ...dense(2, 3))).toEqual({
      [dense(2)[0]]: dense(2)[0],
      [dense(3)[0]]: dense(3)[0],
    });
    expect(() => among(dense(4), saved(...dense(1, 2, 3)), ...dense(2, 3))).toThrow('does not fit');
    expect(() => among(dense(1, 4), saved(...dense(1, 2, 3)), ...dense(2, 3))).toThrow(
      'told apart by names that tf did not number, or by the position',
    );
    expect(() => among(['0'], saved('0', '1', '2'), '1', '3')).toThrow('does not fit');
  });

  test('names of one’s own that end in numbers are no numbers of tf', () => {
    expect(among(['block3/w'], saved('block1/w', 'block2/w'), 'block2/w')).toEqual({ 'block2/w': 'block2/w' });
  });

  test('beside its original, also with layers frozen', () => {
    expect(among([...dense(1, 2), `${dense(1)}_1`], saved(...dense(1, 2)), `${dense(2)}_1`)).toEqual({
      [`${dense(2)}_1`]: dense(2)[0],
    });
  });
});

test('what was told by name once is told by name for ever, so that new variables begin anew', () => {
  const state = saved('a', 'b', 'c');
  const waiting = new Waiting('Adam', state);
  expect(take(waiting, state, named('a'))).toEqual({ a: 'a' });
  expect(take(waiting, state, named('x', 'y'))).toEqual({});
  expect(take(waiting, state, named('z', 'c'))).toEqual({ c: 'c' });
  expect([...waiting.entries()].map(([name]) => name)).toEqual(['b']);
});

test('two variables never share the state of one', () => {
  expect(() => match(saved('k'), 'k_1', 'k_2')).toThrow('does not fit');
});
