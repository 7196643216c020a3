import { armijo } from './armijo.js';

const from = (lossAt: (rate: number) => number) => {
  let trials = 0;
  const found = armijo(
    (rate) => {
      trials++;
      return lossAt(rate);
    },
    1,
    -1,
    2,
  );
  return { ...found, trials };
};

test('the first of 2, 2 · 0.8, 2 · 0.8², … counts that lowers the loss by a tenth of what the slope promises', () => {
  const { rate, loss, trials } = from((at) => (at > 1 ? 5 : 1 - 0.11 * at));
  expect(rate).toBeCloseTo(2 * 0.8 ** 4, 12);
  expect(loss).toBeCloseTo(1 - 0.11 * rate, 12);
  expect(trials).toBe(5);
  expect(from((at) => 1 - 0.11 * at).trials).toBe(1);
});

test('the fifteenth counts anyway, also where the loss is not a number', () => {
  for (const high of [5, Number.NaN]) {
    const { rate, trials } = from(() => high);
    expect(rate).toBeCloseTo(2 * 0.8 ** 14, 12);
    expect(trials).toBe(15);
  }
});
