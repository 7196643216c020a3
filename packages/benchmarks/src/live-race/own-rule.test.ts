import { firstRule } from './first-rule.js';
import { ownRule, readRule } from './own-rule.js';
import { checkRule } from './own-rule-checks.js';
import { runTrack } from './track.js';

const config = { problem: { name: 'rosenbrock' }, seed: 0, steps: 40 };

test('the rule that is shown first is Lion, and races as it does', async () => {
  const { name, kernels, checks, track, equation } = await ownRule(firstRule, config);
  const lion = { name: 'lion', options: { learningRate: 0.02, beta1: 0.9, beta2: 0.99, weightDecay: 0 } };
  const { points, values, outcome } = await runTrack({ ...config, optimizer: lion });
  expect([name, kernels]).toEqual(['MyLion', 1]);
  expect([...track.points]).toEqual([...points]);
  expect([...track.values]).toEqual([...values]);
  expect(track.outcome.status).toBe(outcome.status);
  expect(checks.filter(({ fault }) => fault)).toEqual([]);
  expect(equation!.symbols.m!.text).toBe('m');
});

const rule = (update: string, more = '') =>
  `defineRule({ name: 'Own', reference: 'mine', hyper: { learningRate: number('[0, inf)', 0.1) }, slots: ['m'], ${more}
  update({ param: x, grad: g, m, learningRate, drawn }) { ${update} } });`;

test.each([
  [
    'climbs',
    'return { m, param: x.add(g.mul(learningRate)) };',
    '',
    ['lowers the function of the contract within 50 steps'],
  ],
  [
    'draws',
    'return { m, param: x.sub(g.mul(learningRate)).sub(drawn) };',
    'hostScalars: () => ({ drawn: 1e-3 * Math.random() }),',
    [
      'makes the same steps each time',
      'goes on from what was saved, bit for bit',
      'takes a schedule for its step size',
    ],
  ],
  [
    'divides by the gradient',
    'return { m, param: x.sub(g.mul(learningRate).div(g.abs())) };',
    '',
    ['stays finite where the gradient is zero'],
  ],
])('a rule that %s does not keep the contract', (_what, update, more, broken) => {
  const faults = checkRule(readRule(rule(update, more))).filter(({ fault }) => fault);
  expect(faults.map(({ name }) => name)).toEqual(broken);
});

test.each([
  ['3', /must be one defineRule/],
  [rule('return { param: x };'), /must return a Value as 'm'/],
  ['defineRule({', /Unexpected|missing|SyntaxError/],
])('%s is no rule, and why is told', (text, why) => {
  expect(() => readRule(text)()).toThrow(why);
});
