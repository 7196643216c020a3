import { number } from '@optimizer-zoo/schedulers';
import katex from 'katex';
import { everyRule } from '../fixtures/every-rule.js';
import {
  adadelta,
  adafactor,
  adahessian,
  adam,
  adamw,
  defineOptimizer,
  egn,
  gradientAccumulation,
  lbfgs,
  lion,
  lookahead,
  momentum,
  nadam,
  scheduleFreeSgd,
  sgd,
  skipIfNotFinite,
} from '../index.js';
import { card } from './card.js';
import { methodCard } from './method-card.js';

const linesOf = (rule: Parameters<typeof card>[0]) => card(rule).equations[0].lines.map(({ unicode }) => unicode);

test('AdamW reads as in its paper', () => {
  expect(linesOf(adamw.rule)).toEqual([
    'm ← β₁ m + (1 − β₁) g',
    'v ← β₂ v + (1 − β₂) g²',
    'm̂ = m / (1 − β₁ᵗ)',
    'v̂ = v / (1 − β₂ᵗ)',
    'x ← (1 − η λ) x − η m̂ / (√v̂ + ε)',
  ]);
});

test('state is overwritten only when its old value is not needed any more', () => {
  expect(linesOf(lion.rule)).toEqual(['x ← (1 − η λ) x − η sign(β₁ m + (1 − β₁) g)', 'm ← β₂ m + (1 − β₂) g']);
});

test('a form whose lines are the same in another order is printed in full', () => {
  const [paper, tf] = card(adadelta.rule).equations.map(({ lines }) => lines.map(({ unicode }) => unicode[0]));
  expect(paper).toEqual(['E', 'd', 'D', 'x']);
  expect(tf).toEqual(['d', 'E', 'D', 'x']);
});

test('where a line needs an old value and another line the new one, the old one is kept', () => {
  const swapping = defineOptimizer({
    name: 'Swapping',
    reference: 'this test',
    hyper: { learningRate: number('[0, inf)', 0.1) },
    slots: ['a', 'b'],
    update: ({ param: x, a, b, learningRate }) => ({
      a: b.sub(x),
      b: a.add(x),
      param: x.sub(a.add(b).mul(learningRate)),
    }),
  });
  expect(linesOf(swapping.rule)).toEqual(['a₋ = a', 'a ← b − x', 'b₋ = b', 'b ← a₋ + x', 'x ← x − η (a₋ + b₋)']);
});

test('numbers from the host that have no usual form are named with what they depend on', () => {
  const { host } = card(nadam.rule);
  const said = host.map(({ symbol, of }) => [symbol.unicode, ...of.map(({ unicode }) => unicode)]);
  expect(said).toEqual([
    ['μ', 'β₁', 'momentumDecay', 't'],
    ['μₙₑₓₜ', 'β₁', 'momentumDecay', 't'],
  ]);
});

test('what happens at every k-th of the steps that memory counts is not taken for a constant', () => {
  const { host } = card(gradientAccumulation(lookahead(skipIfNotFinite(sgd()))).rule);
  const sync = host.find(({ symbol }) => symbol.unicode === 'isSync');
  expect(sync?.of.map(({ unicode }) => unicode)).toEqual(['syncPeriod', 'applied']);
});

test('host scalars that are written otherwise than in words are named, and nothing wrong is printed of them', () => {
  const own = (hostScalars: (settings: { beta: number }, step: number) => { s: number }) =>
    card(
      defineOptimizer({
        name: 'InOwnWords',
        reference: 'this test',
        hyper: { learningRate: number('[0, inf)', 0.1), beta: number('[0, 1)', 0.9) },
        slots: [],
        hostScalars,
        update: ({ param: x, grad: g, learningRate, s }) => ({ param: x.sub(g.mul(learningRate.mul(s))) }),
      }).rule,
    );
  for (const scalars of [
    ({ beta }: { beta: number }, step: number) => ({ s: beta ** step }),
    ({ beta }: { beta: number }, step: number) => ({ s: step === 1 ? 0 : beta }), // a symbol is not 1
  ]) {
    const { host, equations } = own(scalars);
    expect(host).toEqual([{ symbol: expect.objectContaining({ unicode: 's' }), of: [] }]);
    expect(equations[0].lines.map(({ unicode }) => unicode)).toEqual(['x ← x − η s g']);
  }
});

test('what is long is a line of its own', () => {
  expect(linesOf(momentum.rule)).toEqual([
    'weight = 1 if t = 1, else 1 − dampening',
    'b ← μ b + weight (g + λ₂ x)',
    'x ← x − η b',
  ]);
});

test('the shapes of slots are shown by a vector and a matrix', () => {
  expect(card(adafactor.rule).slotShapes).toEqual(['[30]: r [30]', '[30, 20]: r [30], c [20]']);
});

test('what a step keeps, takes and needs', () => {
  expect(card(adam.rule)).toMatchObject({
    bytesPerParameter: 8,
    kernelsPerStep: 1,
    slots: ['m', 'v'],
    needs: [],
    hyperparameters: expect.arrayContaining([
      { name: 'beta1', symbol: { unicode: 'β₁', latex: '\\beta_1' }, default: 0.9, range: '[0, 1)' },
    ]),
  });
});

test('what stands for each element has a symbol', () => {
  const lettered = (rule: Parameters<typeof card>[0]) =>
    Object.fromEntries(card(rule).tensors.map(({ name, symbol }) => [name, symbol.unicode]));
  expect(lettered(adam.rule)).toEqual({ param: 'x', grad: 'g', m: 'm', v: 'v' });
  expect(lettered(adahessian.rule)).toMatchObject({ hessianDiagonal: 'H' });
});

test('where the gradient is measured stands first', () => {
  expect(linesOf(scheduleFreeSgd.rule).slice(0, 2)).toEqual(['y = β x + (1 − β) z', 'g = ∇f(y)']);
});

test.each(everyRule)('%s: its LaTeX is understood by KaTeX', (_name, rule, options) => {
  const own = Object.entries(options).filter(([option]) => option in rule.hyper);
  const { equations, hyperparameters, host } = card(rule, Object.fromEntries(own));
  const lines = equations.flatMap((equation) => equation.lines.map(({ latex }) => latex.replace('&', '')));
  const letters = [...hyperparameters, ...host].flatMap(({ symbol }) => (symbol ? [symbol.latex] : []));
  for (const latex of [...lines, ...letters]) katex.renderToString(latex, { displayMode: true, strict: 'error' });
});

test('a card of what is no rule has its options, and its state and cost in words', () => {
  expect(methodCard(egn.method)).toMatchObject({
    equations: [],
    slots: ['m'],
    globalState: ['damping', 'rate'],
    state: '0; 1 with momentum',
    hyperparameters: expect.arrayContaining([
      { name: 'damping', default: 1, range: '[0, inf)' },
      { name: 'solver', default: 'auto', range: "'auto', 'cholesky', 'conjugateGradients'" },
    ]),
  });
  expect(methodCard(lbfgs.method).cost).toContain('1 gradient for each trial');
});
