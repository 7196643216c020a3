import { parseHTML } from 'linkedom';
import type { OptimizerConfig } from '../candidates/optimizer-term.js';
import { repeatCommand } from '../cli/commands/repeat-command.js';
import { makeRun as makePlaneRun } from '../fixtures/make-run.js';
import { makeTuned } from '../fixtures/make-tuned.js';
import type { RunRecord } from '../study/run-record.js';
import { trialSettings } from '../study/search-space.js';
import { tuningSeed } from '../study/tuning.js';
import { report } from './report.js';

/** Without a trajectory, as these take long to draw. */
const makeRun = (...[changes, end, more]: Parameters<typeof makePlaneRun>) =>
  makePlaneRun(changes, end, { trajectory: undefined, ...more });

const optimizer = (name: string, learningRate = 0.1) => ({ name, options: { learningRate } });

/** A study whose command says what was asked for. */
const studyOf = (optimizers: readonly OptimizerConfig[], tune: number, jobs = 1) => ({
  command: repeatCommand({
    optimizers,
    tune,
    seeds: 1,
    budget: { steps: 100 },
    machines: ['cpu'],
    problems: [{ name: 'rosenbrock' }],
  }),
  jobs,
});

const all = (page: string, selector: string) => Array.from(parseHTML(page).document.querySelectorAll(selector));
const text = (page: string, selector: string) =>
  all(page, selector)
    .map(({ textContent }) => textContent)
    .join('\n');

/** Of the table whose caption has all these words, with … between them. */
function rows(page: string, caption: string): Record<string, string>[] {
  const table = all(page, 'table').find((one) =>
    caption.split('…').every((words) => one.querySelector('caption')!.textContent.includes(words)),
  )!;
  const head = Array.from(table.querySelectorAll('thead th'), ({ textContent }) => textContent);
  return Array.from(table.querySelectorAll('tbody tr'), (row) =>
    Object.fromEntries(Array.from(row.children, (cell, index) => [head[index], cell.textContent.trim()])),
  );
}

const ranksOf = (page: string, caption = 'rosenbrock: medians') =>
  Object.fromEntries(rows(page, caption).map((row) => [row.optimizer, row.rank]));

describe('ties', () => {
  test('what differs by rounding alone shares the mean of the ranks, the win and the title', () => {
    const page = report([
      makeRun({ optimizer: optimizer('adam') }, 0.0155436601),
      makeRun({ optimizer: optimizer('tf.adam') }, 0.0155438539),
      makeRun({ optimizer: optimizer('sgd') }, 2),
    ]);
    expect(ranksOf(page)).toEqual({ adam: '1.5', 'tf.adam': '1.5', sgd: '3' });
    expect(rows(page, 'Ranking').map((row) => [row.optimizer, row['mean rank'], row.wins])).toEqual([
      ['adam', '1.5', '1'],
      ['tf.adam', '1.5', '1'],
      ['sgd', '3.0', '0'],
    ]);
    expect(text(page, 'h1')).toBe('adam and tf.adam share the best mean rank over 1 problem');
    expect(text(page, '.lead')).toContain('Best mean rank: adam and tf.adam with 1.5, then sgd with 3.0.');
  });

  test('so does what rounding puts on two sides of a printed digit', () => {
    const page = report([
      makeRun({ optimizer: optimizer('adam') }, 0.12350001),
      makeRun({ optimizer: optimizer('tf.adam') }, 0.12349999),
    ]);
    expect(ranksOf(page)).toEqual({ adam: '1.5', 'tf.adam': '1.5' });
  });

  test('no two finals that read the same have two ranks, no two that read otherwise one', () => {
    const ends = Array.from({ length: 40 }, (_, index) => 0.1 * 1.0037 ** index);
    const names = Array.from(ends, (_, index) => ({
      name: 'adam',
      options: { beta1: index / 100, learningRate: 0.1 },
    }));
    const found = rows(
      report(names.map((one, index) => makeRun({ optimizer: one }, ends[index]))),
      'rosenbrock: medians',
    );
    const read = found.map((row) => row['final objective − minimum']);
    const ranks = found.map(({ rank }) => rank);
    expect(read.map((final) => read.indexOf(final))).toEqual(ranks.map((rank) => ranks.indexOf(rank)));
  });

  test('diverged runs share the mean of the last ranks', () => {
    const page = report([
      makeRun({ optimizer: optimizer('adam') }, 1),
      makeRun({ optimizer: optimizer('sgd') }, null),
      makeRun({ optimizer: optimizer('lion') }, null),
    ]);
    expect(ranksOf(page)).toEqual({ adam: '1', sgd: '2.5', lion: '2.5' });
  });

  test('a mean rank that reads the same is no better', () => {
    const problems = Array.from({ length: 11 }, (_, index) => ({ expression: 'x^2', start: [index] }));
    const page = report(
      problems.flatMap((problem, index) => [
        makeRun({ optimizer: optimizer('adam'), problem }, index % 2 ? 1 : 2),
        makeRun({ optimizer: optimizer('sgd'), problem }, index % 2 ? 2 : 1),
      ]),
    );
    expect(rows(page, 'Ranking').map((row) => row['mean rank'])).toEqual(['1.5', '1.5']);
    expect(text(page, 'h1')).toContain('share the best mean rank');
  });
});

describe('mixed studies', () => {
  const three = [0, 1, 2].map((seed) => makeRun({ optimizer: optimizer('adam'), seed }, 1));
  const one = [makeRun({ optimizer: optimizer('sgd') }, 2)];

  test('with other numbers of seeds are described by fewest and most, and each row by its own', () => {
    const page = report([...three, ...one]);
    expect(
      rows(page, 'rosenbrock: medians over 1 to 3 seeds').map(({ optimizer, seeds }) => [optimizer, seeds]),
    ).toEqual([
      ['adam', '3'],
      ['sgd', '1'],
    ]);
    expect(text(page, '#method')).toContain('1 to 3 seeds each');
    expect(text(page, '#method')).toContain('with 1 to 3 seeds small differences');
    expect(text(report(three), '#method')).toContain('3 seeds each.');
  });

  test('with other budgets on other problems were fair on each', () => {
    const tried = (problem: string, ends: number[]) =>
      ['adam', 'sgd'].flatMap((name) => makeTuned(name, ends, [1], { problem: { name: problem } }));
    const lead = text(report([...tried('rosenbrock', [1]), ...tried('beale', [1, 2])]), '.lead');
    expect(lead).toContain('every optimizer had the same tuning budget: 1 on some, up to 2 settings on others');
    expect(lead).not.toContain('not equal');
  });

  test('with other numbers of jobs do not all share the machine', () => {
    const page = (jobs: number[]) =>
      text(report(jobs.map((count, seed) => makeRun({ seed }, 1, { study: studyOf([], 1, count) }))), '#method');
    expect(page([1, 1])).toContain('Runs had the machine to themselves (one job).');
    expect(page([2, 4])).toContain('Up to 4 runs shared the machine');
    expect(page([1, 4])).toContain('Some runs had the machine to themselves, others shared it, up to 4 at a time');
  });

  test('where not all ran on all problems say so, and count these', () => {
    const page = report([...one, ...three, makeRun({ optimizer: optimizer('adam'), problem: { name: 'beale' } }, 1)]);
    expect(text(page, 'h1')).toBe('adam has the best mean rank over 2 problems');
    expect(rows(page, 'Ranking')[1]['mean rank']).toBe('2.0 of 1');
    expect(text(page, '#ranking')).toContain('Not every optimizer has results on every problem');
    expect(text(report([...three, ...one]), '#ranking')).not.toContain('Not every optimizer');
    const apart = [...one, makeRun({ optimizer: optimizer('adam'), problem: { name: 'beale' } }, 1)];
    expect(text(report(apart), 'h1')).toBe('adam and sgd share the best mean rank over 1 of 2 problems');
  });
});

describe('one name, configured in two ways,', () => {
  const asked: OptimizerConfig[] = [
    { name: 'adam', options: {} },
    { name: 'adam', options: { learningRate: 0.1 } },
  ];

  test('is two optimizers', () => {
    const study = studyOf(asked, 1);
    const page = report([
      makeRun({ optimizer: asked[0] }, 3, { study }),
      makeRun({ optimizer: asked[1] }, 0.5, { study }),
    ]);
    expect(ranksOf(page)).toEqual({ 'adam(learningRate=0.1)': '1', adam: '2' });
    expect(text(page, '.lead')).toContain('Nothing was tuned');
  });

  test('has the trials of its own search', () => {
    const study = studyOf(asked, 2);
    const runs = asked.flatMap((one, place) =>
      trialSettings(one, 2).flatMap((setting, index) => [
        makeRun({ optimizer: setting, seed: tuningSeed }, place + 2 - index, { study }),
        ...(index === 1 ? [makeRun({ optimizer: setting }, place + 1, { study })] : []),
      ]),
    );
    const found = rows(report(runs), 'rosenbrock: medians');
    expect(found.map((row) => [row.optimizer, row.setting.replace(/[\d.]+/g, '…'), row.tried])).toEqual([
      ['adam', 'beta…=… beta…=… learningRate=…', '2'],
      ['adam(learningRate=0.1)', 'beta…=… beta…=…', '2'],
    ]);
    expect(text(report(runs), '.lead')).toContain('the same tuning budget');
  });

  test('is one where the report is asked for one, whatever the runs were made for', () => {
    const study = studyOf(asked, 1);
    const run = makeRun({ optimizer: optimizer('adam', 0.1) }, 0.5, { study });
    expect(ranksOf(report([run], { optimizers: [asked[1]], tune: 1 }))).toEqual({ 'adam(learningRate=0.1)': '1' });
  });

  test('has a row for what no search led to, as where files were put together', () => {
    const study = studyOf(asked, 1);
    const runs = [0.001, 0.1, 0.5].map((rate) => makeRun({ optimizer: optimizer('adam', rate) }, 1 / rate, { study }));
    const plain = makeRun({ optimizer: asked[0] }, 100, { study });
    expect(Object.keys(ranksOf(report([...runs, plain])))).toEqual([
      'adam(learningRate=0.5)',
      'adam(learningRate=0.1)',
      'adam',
      'adam(learningRate=0.001)',
    ]);
  });
});

describe('a run that falls', () => {
  const slope = { expression: 'x^3', start: [1] };
  const falling = (end: number | null): RunRecord['curve'] => [[0, 1], [50, -5], [100, end]]; // biome-ignore format: one line

  test.each([-1e30, null])('without bound, to %p, has diverged and does not win', (end) => {
    const page = report([
      makeRun({ optimizer: optimizer('sgd'), problem: slope }, 0, { curve: falling(end) }),
      makeRun({ optimizer: optimizer('adam'), problem: slope }, -3),
    ]);
    expect(ranksOf(page, 'x^3…medians')).toEqual({ adam: '1', sgd: '2' });
    expect(rows(page, 'x^3…medians')[1]).toMatchObject({ 'final objective': 'diverged', diverged: '100 %' });
    expect(text(page, '.tiles')).toMatch(/diverged\s*1/);
    expect(page).not.toMatch(/1e30|−1e30|-1e30/);
  });

  test('below the known minimum has diverged too', () => {
    const page = report([makeRun({ optimizer: optimizer('sgd') }, -7), makeRun({ optimizer: optimizer('adam') }, 1)]);
    expect(ranksOf(page)).toEqual({ adam: '1', sgd: '2' });
    expect(rows(page, 'rosenbrock: medians')[1].diverged).toBe('100 %');
  });
});

test('a problem under two budgets is one problem, and counts once', () => {
  const run = (name: string, problem: string, steps: number, end: number) =>
    makeRun({ optimizer: optimizer(name), problem: { name: problem }, steps }, end);
  const page = report([
    ...[10, 20].flatMap((steps) => [run('adam', 'rosenbrock', steps, 1), run('sgd', 'rosenbrock', steps, 2)]),
    run('adam', 'beale', 10, 2),
    run('sgd', 'beale', 10, 1),
  ]);
  expect(text(page, 'h1')).toBe('adam and sgd share the best mean rank over 2 problems');
  expect(text(page, 'head > title')).toBe('Optimizer zoo: 2 optimizers on 2 problems');
  expect(text(page, '.tiles')).toMatch(/problems\s*2\s*with their budgets\s*3/);
  expect(rows(page, 'Ranking').map((row) => [row['mean rank'], row.wins])).toEqual([
    ['1.5', '2'],
    ['1.5', '1'],
  ]);
  expect(all(page, 'summary > h3').map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['rosenbrock (10 steps, cpu)', 'rosenbrock (20 steps, cpu)', 'beale']),
  );
});

describe('a failed run', () => {
  const failed: Partial<RunRecord> = { status: 'failed', reason: 'no memory', curve: [] };

  test('is not a diverged one, and does not count', () => {
    const page = report([
      makeRun({ optimizer: optimizer('adam') }, 1),
      makeRun({ optimizer: optimizer('adam'), seed: 1 }, 2),
      makeRun({ optimizer: optimizer('adam'), seed: 2 }, null, failed),
    ]);
    expect(rows(page, 'rosenbrock: medians')).toEqual([
      expect.objectContaining({ 'final objective − minimum': '1.5 1 to 2', seeds: '2 +1', diverged: '0 %' }),
    ]);
    expect(text(page, '.tiles')).toMatch(/diverged\s*0\s*failed\s*1/);
  });

  test('is no trial', () => {
    const adam = makeTuned('adam', [1, 2, 3], [1]);
    const page = report([
      ...adam.map((run, index) => (index === 2 ? { ...run, ...failed } : run)),
      ...makeTuned('sgd', [1, 2, 3], [1]),
    ]);
    expect(text(page, '.lead')).toContain('Tuning was not equal: between 2 and 3 settings were tried');
  });

  test('of tuning alone, and a setting that is not judged yet, are told apart', () => {
    const page = report([
      ...makeTuned('adam', [1, 2], []).map((run) => ({ ...run, ...failed })),
      ...makeTuned('sgd', [1, 2], []),
      ...makeTuned('lion', [1, 2], [1]),
    ]);
    expect(rows(page, 'Ranking').map((row) => [row.optimizer, row.rosenbrock])).toEqual([
      ['lion', '1 1'],
      ['adam', 'failed'],
      ['sgd', 'unfinished'],
    ]);
  });

  test('leaves an optimizer without another one unranked', () => {
    const page = report([
      makeRun({ optimizer: optimizer('adam') }, null, failed),
      makeRun({ optimizer: optimizer('sgd') }, 1),
    ]);
    expect(ranksOf(page)).toEqual({ sgd: '1', adam: '–' });
    expect(rows(page, 'Ranking').map((row) => [row.optimizer, row['mean rank'], row.rosenbrock])).toEqual([
      ['sgd', '1.0', '1 1'],
      ['adam', '– of 0', 'failed'],
    ]);
    expect(text(page, 'h1')).toBe('sgd has the best mean rank over 1 problem');
  });

  test('if there is no other makes no ranking', () => {
    const page = report(['adam', 'sgd'].map((name) => makeRun({ optimizer: optimizer(name) }, null, failed)));
    expect(text(page, 'h1')).toBe('No run finished, on 1 problem');
    const said = page.replace(/<script.*?<\/script>/gs, '');
    expect(said.match(/.{0,60}(NaN|Infinity|undefined).{0,30}/g) ?? []).toEqual([]);
  });
});
