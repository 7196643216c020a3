import { pickBackend } from '../backends/pick-backend.js';
import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import { call } from '../fixtures/call.js';
import { diagnosisPage } from '../report/diagnosis-page.js';
import { type Cell, diagnose } from './diagnose.js';
import { diagnosisMarkdown } from './diagnosis-markdown.js';
import { cellText, detailText, diagnosisText, titleOf } from './diagnosis-text.js';
import { trials } from './index.js';
import { reach } from './reach.js';
import { subjectOf } from './subject.js';

beforeAll(() => pickBackend('cpu'));

const trialOf = (name: string) => trials.find((one) => one.name === name)!;
const cellOf = (optimizer: string, trial: string): Promise<Cell> =>
  diagnose(subjectOf(readOptimizerTerms(optimizer)[0]), trialOf(trial));

/** Sources that are recalled, not read again. */
test.each([
  ['sgd', 'illConditioning', 'fail', 'steps grow with the condition number: Nesterov 2004, theorem 2.1.14'],
  ['adam', 'illConditioning', 'pass', 'a diagonal preconditioner, on a diagonal Hessian'],
  [
    'lbfgs',
    'illConditioning',
    'pass',
    'quadratics are solved by curvature pairs: Nocedal and Wright 2006, section 7.2',
  ],
  ['adam', 'rotation', 'fail', 'by coordinates: Hansen et al. 2011 of such methods'],
  ['adagrad', 'rotation', 'fail', 'by coordinates: Duchi, Hazan and Singer 2011, diagonal form'],
  ['signSgd', 'rotation', 'fail', 'by coordinates: Balles, Pedregosa and Le Roux 2020, arXiv:2002.08056'],
  ['sgd', 'lossScale', 'fail', 'the step is proportional to the gradient'],
  ['adam', 'lossScale', 'pass', 'invariant to rescaling: Kingma and Ba 2015, section 2.1'],
  ['signSgd', 'lossScale', 'pass', 'a sign has no size'],
  ['prodigy', 'lossScale', 'pass', 'Mishchenko and Defazio 2024, arXiv:2306.06101'],
  ['sgd', 'noise', 'fail', 'a noise ball at a constant step: the claim sgdNoiseBall of theory'],
  ['ema(sgd)', 'noise', 'pass', 'averages of iterates: Polyak and Juditsky 1992, doi:10.1137/0330046'],
  ['scheduleFreeSgd', 'noise', 'pass', 'averages: Defazio et al. 2024, arXiv:2405.15682'],
  ['sgd', 'sparseGradients', 'fail', 'rare features learn slowly: Duchi, Hazan and Singer 2011, section 1'],
  ['adagrad', 'sparseGradients', 'pass', 'each feature has a step of its own: the same'],
  ['scheduleFreeSgd', 'drift', 'fail', 'the average of all iterates keeps the past'],
  ['sgd', 'saddle', 'fail', 'the way out takes log(1/distance): Lee et al. 2016, arXiv:1602.04915'],
  ['adam', 'saddle', 'pass', 'Staib et al. 2019, arXiv:1901.09149'],
  ['sgd', 'plateau', 'fail', 'the step is as small as the slope'],
  ['signSgd', 'plateau', 'pass', 'a sign has no size'],
  ['sgd', 'cliff', 'fail', 'exploding gradients: Pascanu, Mikolov and Bengio 2013'],
  ['clipByGlobalNorm(sgd)', 'cliff', 'pass', 'clipping, their remedy'],
  ['sgd', 'delayedSignal', 'fail', 'exponential in the depth: Shamir 2019, arXiv:1809.08587'],
])('%s at %s: %s (%s)', async (optimizer, trial, verdict) => {
  expect(await cellOf(optimizer, trial)).toMatchObject({ verdict });
});

test.each(['sgd', 'momentum', 'nagGs', 'scheduleFreeSgd'])(
  '%s goes the same way after a rotation',
  async (optimizer) => {
    expect((await cellOf(optimizer, 'rotation')).ratio).toBeCloseTo(1, 1);
  },
);

test('on tensors the verdicts are those of plain arrays', async () => {
  const [plain, tensors] = await Promise.all(['adam', 'tf.adam'].map((name) => cellOf(name, 'saddle')));
  expect(tensors).toMatchObject({ verdict: plain.verdict, without: { stepSize: plain.without!.stepSize } });
  expect(tensors.ratio! / plain.ratio!).toBeCloseTo(1, 1);
});

test.each([
  ['adam', 'adam(epsilon=0.1)', 'lossScale'],
  ['adam', 'adam(beta1=0)', 'plateau'],
  ['clipByGlobalNorm(sgd)', 'clipByGlobalNorm(sgd, globalClipnorm=1000000000)', 'cliff'],
  ['ema(sgd)', 'ema(sgd, emaMomentum=0)', 'noise'],
])('%s, broken as %s, no longer passes %s', async (optimizer, broken, trial) => {
  expect(await cellOf(optimizer, trial)).toMatchObject({ verdict: 'pass' });
  expect(await cellOf(broken, trial)).toMatchObject({ verdict: 'fail' });
});

test('the same is measured twice, with noise too', async () => {
  for (const optimizer of ['ema(sgd)', 'sgd(gradient=forwardGradient)']) {
    const trial = optimizer === 'ema(sgd)' ? 'noise' : 'plateau';
    expect(await cellOf(optimizer, trial)).toEqual(await cellOf(optimizer, trial));
  }
});

test('a step size that is spelt out is the only one that is tried', async () => {
  const cell = await cellOf('sgd(learningRate=0.1)', 'drift');
  expect(cell).toMatchObject({ verdict: 'pass', without: { stepSize: undefined } });
  expect(cell.without!.cost).toBeGreaterThan((await cellOf('sgd', 'drift')).without!.cost);
});

test.each([
  ['levenbergMarquardt', 'noise', 'needs residuals'],
  ['gda', 'saddle', 'gda needs two players'],
  ['sgd(learningRate=0.000001)', 'saddle', 'It does not solve the problem without the difficulty'],
])('%s at %s is not applicable, and it is said why', async (optimizer, trial, reason) => {
  const cell = await cellOf(optimizer, trial);
  expect(cell).toMatchObject({ verdict: 'not applicable', reason: expect.stringContaining(reason) });
  expect(cellText(cell)).toBe('n/a');
});

describe('a run', () => {
  /** Objectives of one step after the other, the last for good. */
  const machineOf = (objectives: readonly number[], last = 0) => {
    let step = 0;
    return {
      step: () => void step++,
      cost: () => ({ losses: 2 * step, gradients: 2 * step, products: 0 }),
      objective: () => objectives[step - 1] ?? last,
      point: () => [],
      dispose: () => {},
    };
  };
  const course = { problem: trialOf('saddle').without.problem, gap: 1 };

  test.each([
    [[2, 2, 0.5], 0, {}, 6],
    [[2, 0.5, 2, 0.5], 0, {}, 8],
    [[0.5, 2, 2, 2], 0, { after: 2 }, 6],
    [[], 2, {}, Number.POSITIVE_INFINITY],
    [[2, Number.NaN], 0, {}, Number.POSITIVE_INFINITY],
  ])('%j, then %d, %j: costs %d', async (objectives, last, more, cost) => {
    expect(await reach(machineOf(objectives, last), { ...course, ...more }, 20)).toMatchObject({ cost });
  });

  test('that is low enough only beyond the budget has not arrived', async () => {
    expect(await reach(machineOf([2, 2, 2, 2, 2]), course, 8)).toMatchObject({ cost: Number.POSITIVE_INFINITY });
  });
});

test('every difficulty says what it is, why so much passes, and where it is from', () => {
  expect(new Set(trials.map(({ name }) => name)).size).toBe(trials.length);
  for (const { difficulty, setting, mark, source, most } of trials) {
    for (const sentence of [difficulty, setting, mark]) expect(sentence).toMatch(/^[A-Zx].*\.$/);
    expect(source).toMatch(/\b(19|20)\d\d\b/);
    expect(most).toBeGreaterThan(1);
  }
});

describe('what is shown', () => {
  const trial = { ...trialOf('lossScale'), difficulty: 'A < b.' };
  const cells: Cell[] = [
    { trial: trial.name, optimizer: 'a|b', verdict: 'pass', ratio: 1.04, without: { stepSize: 0.1, cost: 7 } },
    { trial: trial.name, optimizer: '<c>', verdict: 'fail', beyond: 4, without: { cost: 3 } },
    { trial: trial.name, optimizer: 'd', verdict: 'not applicable', reason: 'It <cannot>.' },
  ];
  const rows = cells.map((cell) => ({ optimizer: cell.optimizer, cells: [cell] }));
  const diagnosis = { asked: 'a|b, <c>', trials: [trial], rows };

  test('as text', () => {
    expect(titleOf(trial)).toBe('loss scale');
    expect(diagnosisText(diagnosis)).toBe('     loss scale\na|b  pass 1\n<c>  fail > 4\nd    n/a');
    for (const part of ['A < b.', 'Passed up to 2.', '7', 'It <cannot>.'])
      expect(detailText(trial, cells)).toContain(part);
  });

  test('in Markdown, where names stay names', () => {
    const text = diagnosisMarkdown(diagnosis);
    for (const part of [
      '| a\\|b | pass 1 |',
      '| \\<c\\> | fail \\> 4 |',
      "--optimizer 'a|b, <c>'",
      'd, loss scale: It',
    ])
      expect(text).toContain(part);
  });

  test('as a page, escaped, each verdict in words', () => {
    const markup = diagnosisPage(diagnosis);
    for (const part of [
      'A &lt; b.',
      '&lt;c&gt;',
      '<strong>1</strong> pass',
      '<strong>&gt; 4</strong> fail',
      'n/a',
      'It &lt;cannot&gt;.',
      'optimizer-zoo diagnose lossScale --optimizer',
    ])
      expect(markup).toContain(part);
    expect(markup).not.toContain('<c>');
  });
});

describe('the command', () => {
  test('prints JSON of what was asked for', async () => {
    const { code, printed } = await call('diagnose', 'drift', '-o', 'sgd, adagrad', '--json');
    const { trials, rows } = JSON.parse(printed);
    expect(code).toBe(0);
    expect(trials.map(({ name }: { name: string }) => name)).toEqual(['drift']);
    expect(rows.map(({ optimizer }: { optimizer: string }) => optimizer)).toEqual(['sgd', 'adagrad']);
    expect(rows[0].cells).toEqual([await cellOf('sgd', 'drift')]);
  });

  test('prints one difficulty with all that was measured, or the table in Markdown', async () => {
    expect((await call('diagnose', 'saddle', '-o', 'sgd')).printed).toContain(trialOf('saddle').difficulty);
    expect((await call('diagnose', 'saddle', '-o', 'sgd', '--markdown')).printed).toContain('| optimizer | saddle |');
  });
});
