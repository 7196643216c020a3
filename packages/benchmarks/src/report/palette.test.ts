import { candidates } from '../candidates/candidates.js';
import { looksOf } from './palette.js';

const looks = (labels: readonly string[]) => [...looksOf(labels).values()].map(({ color, dash }) => `${color} ${dash}`);

test('no two optimizers look alike, if all of them race, and some with variants', () => {
  const labels = Object.keys(candidates).flatMap((name, index) =>
    index % 8 === 0 ? [name, `${name}(beta1=0.8)`] : [name],
  );
  expect(new Set(looks(labels)).size).toBe(labels.length);
});

test('up to a dozen families have colours of their own, full lines', () => {
  const labels = ['sgd', 'adam', 'lion', 'muon', 'prodigy', 'radam', 'yogi', 'adan', 'mars', 'soap', 'lars', 'lamb'];
  const all = [...looksOf(labels).values()];
  expect(new Set(all.map(({ color }) => color)).size).toBe(labels.length);
  expect(all.every(({ dash }) => dash === 'none')).toBe(true);
});

test("tf's own and variants share the colour of their family, dashed", () => {
  const found = looksOf(['adam', 'adam(beta1=0.8)', 'sgd', 'tf.adam', 'ema(lookahead(adam, syncPeriod=5))']);
  const [plain, variant, , ours, wrapped] = found.values();
  expect(new Set([plain.color, variant.color, ours.color, wrapped.color]).size).toBe(1);
  expect(new Set([plain.dash, variant.dash, ours.dash]).size).toBe(3);
  expect(ours.dash).toBe('6 3');
});

test('what has a colour of its own keeps it, whoever else takes part', () => {
  const own = looksOf(['adam']).get('adam')!.color;
  expect(looksOf(['adabelief', 'adafactor', 'adam', 'zoo']).get('adam')!.color).toBe(own);
});

test('of hundreds some must look alike, and all have a look', () => {
  const labels = Array.from({ length: 300 }, (_, index) => `adam(beta1=${index / 300})`);
  expect(looks(labels)).toHaveLength(300);
});
