import { parseHTML } from 'linkedom';
import { makeRun } from '../fixtures/make-run.js';
import { makeTuned } from '../fixtures/make-tuned.js';
import type { RunRecord } from '../study/run-record.js';
import { report } from './report.js';

const adam = (learningRate: number) => ({ name: 'adam', options: { learningRate } });
const sgd = (learningRate: number) => ({ name: 'sgd', options: { learningRate } });

const runs: RunRecord[] = [...makeTuned('adam', [3, 0.5], [0.5, 0.7]), ...makeTuned('sgd', [2, null], [2, 2.5])];

const all = (page: string, selector: string) => Array.from(parseHTML(page).document.querySelectorAll(selector));

const rows = (page: string, caption: string) => {
  const table = all(page, 'table').find((one) => one.querySelector('caption')!.textContent.includes(caption))!;
  return all(table.outerHTML, 'tbody tr').map((row) => Array.from(row.children, (cell) => cell.textContent.trim()));
};

test('is a pure function, whatever the order of the lines', () => {
  const page = report(runs);
  expect(report(runs)).toBe(page);
  expect(report([...runs].reverse())).toBe(page);
  expect(report([3, 0, 5, 1, 7, 4, 2, 6].map((index) => runs[index]))).toBe(page);
});

test('ranks by the median final gap over the seeds that nothing was tried on, with the setting that ended lowest', () => {
  const { options } = runs[1].config.optimizer;
  const setting = ['beta1', 'beta2', 'learningRate'].map((option) => `${option}=${options[option]}`).join(' ');
  expect(rows(report(runs), 'rosenbrock: medians')).toEqual([
    ['adam', '1', '0.6 0.5 to 0.7', setting, '2', '0 %', '202 µs'],
    ['sgd', '2', '2.25 2 to 2.5', 'as asked', '2', '0 %', '202 µs'],
  ]);
  expect(rows(report(runs), 'Ranking').map(([name, rank, wins]) => [name, rank, wins])).toEqual([
    ['adam', '1.0', '1'],
    ['sgd', '2.0', '0'],
  ]);
});

test('the title speaks of the mean over all problems, in singular and plural', () => {
  const heading = (page: string) => all(page, 'head > title, h1').map(({ textContent }) => textContent);
  expect(heading(report(runs))).toEqual([
    'Optimizer zoo: 2 optimizers on 1 problem',
    'adam has the best mean rank over 1 problem',
  ]);
  const tied = [adam(0.1), sgd(0.1)].flatMap((optimizer) =>
    ['rosenbrock', 'beale'].map((name) => makeRun({ optimizer, problem: { name } })),
  );
  expect(heading(report(tied))[1]).toBe('adam and sgd share the best mean rank over 2 problems');
  expect(heading(report(runs.slice(0, 4)))[0]).toBe('Optimizer zoo: 1 optimizer on 1 problem');
});

test('marks in the ranking where some of the seeds diverged', () => {
  const seeds = [0.5, 0.6, null].map((end, seed) => makeRun({ optimizer: adam(0.1), seed }, end));
  expect(all(report(seeds), '#ranking td.rank abbr').map((mark) => mark.getAttribute('title'))).toEqual([
    '1 of 3 seeds diverged',
  ]);
  expect(all(report(seeds.slice(0, 2)), '#ranking td.rank abbr')).toEqual([]);
});

test('warns that small differences are noise, and names twins that tf and the zoo share', () => {
  const twin = makeRun({ optimizer: { name: 'tf.adam', options: { learningRate: 0.1 } } });
  expect(report([...runs, twin])).toContain('adam and tf.adam');
  expect(report(runs)).not.toContain('tf.adam');
  expect(report(runs)).toContain('with 2 seeds small differences');
});

test('says where the target lies, also where the minimum is unknown', () => {
  expect(report(runs)).toContain('from the start down to the minimum');
  expect(report(runs)).not.toContain('lowest objective');
  expect(report([makeRun({ problem: { name: 'mlpClassifier' } })])).toContain('lowest objective');
});

test('the command to repeat it works in a clone', () => {
  const size = '--seeds 2 --budget 100 --tune 2 --backend cpu';
  expect(all(report(runs), '#repeat pre').map(({ textContent }) => textContent)).toEqual([
    ...['adam', 'sgd'].map(
      (name) => `npx -y pnpm@10.34.9 optimizer-zoo run --optimizer ${name} --problem rosenbrock ${size}`,
    ),
  ]);
});

test('of several runs with one id the last counts', () => {
  expect(rows(report([...runs, ...makeTuned('sgd', [2, null], [0.1, 0.1])]), 'rosenbrock: medians')[0][0]).toBe('sgd');
});

test('shows diverged runs as such', () => {
  const page = report(runs);
  expect(page).toContain(
    `sgd, learningRate=${runs[5].config.optimizer.options.learningRate}: the objective was NaN at step 100`,
  );
  const lost = [makeRun({ optimizer: adam(0.1) }, 0.5), makeRun({ optimizer: sgd(1) }, null)];
  expect(rows(report(lost), 'rosenbrock: medians')[1].slice(0, 3)).toEqual(['sgd', '2', 'diverged']);
  expect(report(lost)).toContain('sgd ×1');
});

test('says so when tuning was not equal', () => {
  expect(report(runs)).toContain('the same tuning budget');
  expect(report([...runs, ...makeTuned('lion', [1, 2, 3], [1])])).toContain('not equal: between 2 and 3 settings');
});

test('what users name is data: nothing of it becomes markup', () => {
  const hostile = `"><script>alert('1')</script><img src=x onerror=alert(2)>`;
  const page = report([
    makeRun(
      {
        problem: { expression: hostile, start: [1, 2] },
        optimizer: { name: hostile, options: { [hostile]: hostile } },
      },
      0.5,
      {
        study: { command: hostile, jobs: 1 },
        environment: { ...runs[0].environment, cpu: hostile },
      },
    ),
    makeRun({ problem: { expression: hostile, start: [1, 2] }, seed: 1 }, null, { status: 'failed', reason: hostile }),
  ]);
  expect(page.match(/<script/g)).toHaveLength(2); // the page's own, and its data
  expect(page).not.toContain('<img');
  expect(all(page, 'body *').filter(({ tagName }) => /^(img|script)$/i.test(tagName))).toHaveLength(2);
  const { optimizers } = JSON.parse(all(page, '#data')[0].textContent);
  expect(optimizers.some(({ label }: { label: string }) => label.startsWith(hostile))).toBe(true);
  const attributes = all(page, '*').flatMap((element) => element.getAttributeNames());
  expect(attributes.filter((name) => name.startsWith('on'))).toEqual([]);
  expect(all(page, 'h2').map(({ textContent }) => textContent)).toEqual([
    'Time to target',
    'Where they end',
    'Problem by problem',
    'How it was measured',
    'Environment, and how to repeat it',
  ]);
});

test('loads nothing: every link stays on the page', () => {
  const page = report(runs);
  expect(all(page, '[src], link, iframe, object, [href]:not([href^="#"])')).toEqual([]);
  expect(page.replace(/<script.*?<\/script>/gs, '')).not.toMatch(/@import|url\((?!#)/);
});

test('every link and clip path on the page has its target', () => {
  const page = report([...runs, makeRun({ problem: { name: 'beale' } }, 1)]);
  const ids = all(page, '[id]').map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const used = [...page.replace(/<script.*?<\/script>/gs, '').matchAll(/href="#([^"]+)"|url\(#([^)]+)\)/g)].map(
    ([, link, clip]) => link ?? clip,
  );
  expect(used.filter((id) => !ids.includes(id))).toEqual([]);
});

test('charts and tables have names', () => {
  const page = report(runs);
  expect(all(page, 'svg[role=img][aria-label]')).toHaveLength(11); // four profiles, curves, three hyperparameters, trajectories: together and two
  expect(all(page, 'svg')).toHaveLength(11);
  expect(all(page, 'table > caption')).toHaveLength(all(page, 'table').length);
});

test('draws what it can of a problem or optimizer that it does not know, and of nothing but failures', () => {
  expect(report([makeRun({ problem: { name: 'gone' }, optimizer: { name: 'gone', options: {} } })])).toContain(
    'minimum unknown',
  );
  expect(report([makeRun({}, null, { status: 'failed', reason: 'no memory', curve: [] })])).toContain(
    'Failed: no memory',
  );
  expect(report([makeRun({ problem: { expression: 'x - 3', start: [1] } }, -40)])).toContain('-40');
});

describe('what tuning tried', () => {
  const tuned = report([...makeTuned('adam', [3, 0.5, null, 2], [0.5]), ...makeTuned('sgd', [2, 4, 5, 6], [2])]);

  test('is a table: how many, how many diverged, the end as asked and the best', () => {
    expect(rows(tuned, 'settings tried').map((row) => row.slice(0, 5))).toEqual([
      ['adam', '4', '1', '3', '0.5'],
      ['sgd', '4', '0', '2', '2'],
    ]);
  });

  test('is a chart for each hyperparameter, with a mark for each trial', () => {
    const charts = all(tuned, 'svg').filter((svg) => svg.getAttribute('aria-label')!.includes(' tried on '));
    expect(charts.map((svg) => svg.getAttribute('aria-label')!.split(' tried')[0])).toEqual([
      'step size',
      'beta1',
      'beta2',
    ]);
    const marks = charts.map((svg) => [svg.querySelectorAll('circle').length, svg.textContent.match(/×/g)?.length]);
    expect(marks).toEqual([
      [3 + 4 + 2, 1], // with a ring for each choice
      [3 + 1, 1],
      [3 + 1, 1],
    ]);
  });

  test('names options of gradient sources by their way', () => {
    const page = report(makeTuned('adam(gradient=gradientRegularization)', [3, 0.5, 1, 2], [0.5]));
    const [row] = rows(page, 'settings tried');
    expect(row.at(-1)).toMatch(
      /^beta1=[\d.]+ beta2=[\d.]+ learningRate=[\d.]+ gradient\.ascentStep=[\d.]+ gradient\.strength=[\d.]+$/,
    );
    const charts = all(page, 'svg').map((svg) => svg.getAttribute('aria-label')!.split(' tried on')[0]);
    expect(charts).toEqual(expect.arrayContaining(['gradient.strength', 'gradient.ascentStep']));
    expect(page.replace(/<script>.*<\/script>/s, '')).not.toContain('[object');
  });

  test('is left out where nothing was', () => {
    expect(report(makeTuned('adam', [1], [1]))).not.toContain('What tuning tried');
  });
});

describe('instruments', () => {
  const read = (values: readonly (number | null)[]) => ({
    instruments: { version: 1 as const, at: [0, 1], sharpness: [...values] },
  });
  const run = (values: readonly (number | null)[], seed = 0) =>
    makeRun({ optimizer: adam(0.1), seed, instruments: ['sharpness'] }, 0.5, read(values));

  test('have a figure each, of the medians over seeds, at the points where they were read', () => {
    const page = report([run([4, 2]), run([6, 4], 1)]);
    expect(all(page, '#sharpness-1 figcaption')[0].textContent).toContain('the largest eigenvalue of the Hessian');
    const { tasks } = JSON.parse(all(page, '#data')[0].textContent!);
    expect(tasks[0].entries[0].instruments.sharpness.steps).toMatchObject({ at: [0, 50, 100], middle: [5, 3, 3] });
  });

  test('take the place of the same run without, and are left out where nothing was read', () => {
    const plain = makeRun({ optimizer: adam(0.1) }, 0.5);
    const page = report([run([4, 2]), plain]);
    expect(rows(page, 'rosenbrock: medians over 1 seed')).toHaveLength(1);
    expect(all(page, '#sharpness-1')).toHaveLength(1);
    expect(all(report([plain]), '#sharpness-1')).toHaveLength(0);
  });
});
