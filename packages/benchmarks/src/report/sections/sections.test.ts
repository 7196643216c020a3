import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { makeRun } from '../../fixtures/make-run.js';
import type { RunRecord } from '../../study/run-record.js';
import { report } from '../report.js';

const optimizer = (name: string) => ({ name, options: { learningRate: 0.1 } });
const all = (page: string, selector: string) => Array.from(parseHTML(page).document.querySelectorAll(selector));
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

function rows(page: string, caption: string): string[][] {
  const table = all(page, 'table').find((one) => one.querySelector('caption')!.textContent.includes(caption))!;
  return Array.from(table.querySelectorAll('tbody tr'), (row) =>
    Array.from(row.children, ({ textContent }) => words(textContent)),
  );
}

/** A run of the Rosenbrock function, from 1 down to so much at each of the steps 1, 2, …; each takes a gradient and 1 ms. */
function falling(name: string, objectives: readonly (number | null)[], seed = 0): RunRecord {
  const curve = [1, ...objectives].map((objective, step): [number, number | null] => [step, objective]);
  const counts = curve.map(([step]) => step);
  return makeRun({ optimizer: optimizer(name), seed, steps: objectives.length }, objectives.at(-1) ?? null, {
    curve,
    spent: {
      losses: counts,
      gradients: counts,
      products: counts.map(() => 0),
      seconds: counts.map((step) => step / 1000),
    },
    trajectory: undefined,
  });
}

describe('time to target', () => {
  const page = report([
    falling('adam', [0.5, 0.09, 1e-4, 1e-4]),
    falling('adam', [0.5, 0.5, 0.5, 0.05], 1),
    falling('sgd', [0.9, 0.8, 0.7, null]),
    falling('sgd', [0.9, 0.8, 0.7, 0.6], 1),
  ]);

  test('over all problems counts the runs that arrived, and those that diverged', () => {
    const found = rows(page, 'Time to target over all');
    expect(found.map(([name, , , ...counts]) => [name, ...counts])).toEqual([
      ['adam', '2 of 2', '1 of 2', '0 of 2', '0 of 2', '0 of 2'],
      ['sgd', '0 of 2', '0 of 2', '0 of 2', '0 of 2', '1 of 2'],
    ]);
    expect(found.map(([, , profile]) => profile.split(' ')[0])).toEqual(['1.00', '0.00']);
  });

  test('on a problem is the expected running time, with what was spent in vain', () => {
    const [adam, sgd] = rows(page, 'expected gradient evaluations');
    expect(adam[1]).toBe('3 2 to 4 3 ms 2 ms to 4 ms'); // (2 + 4) / 2
    expect(adam[2]).toContain('7'); // (3 + 4) / 1: one of the two arrives
    expect(adam[2]).toContain('1 of 2');
    expect(sgd.slice(1)).toEqual(['0 of 2', '0 of 2', '0 of 2', '0 of 2']);
  });

  test('has no intervals where there is one seed', () => {
    expect(all(page, '.interval').length).toBeGreaterThan(0);
    expect(all(report([falling('adam', [0.5]), falling('sgd', [0.6])]), '.interval')).toEqual([]);
  });
});

test('what did not run is counted as such', () => {
  const unfit = makeRun({ optimizer: optimizer('egn'), steps: 1 }, null, { status: 'not applicable', reason: 'no residuals', curve: [] }); // biome-ignore format: one line
  const page = report([falling('adam', [0.5]), unfit]);
  expect(rows(page, 'Time to target over all').map((row) => row.at(-1))).toEqual(['–', '1 not applicable']);
  expect(words(all(page, '#problem-1 summary')[0].textContent)).toContain('1 not applicable');
});

describe('on data that no step sees', () => {
  const run = (name: string, objective: number, accuracy: number) =>
    makeRun({ optimizer: optimizer(name) }, 0.5, {
      heldOut: { objective: [20, 9, objective], accuracy: [0.1, 0.5, accuracy] },
      trajectory: undefined,
    });
  const page = report([run('adam', 0.8, 0.75), run('sgd', 0.4, 0.9)]);

  test('the end stands beside that in training, with the gap', () => {
    expect(rows(page, 'rosenbrock: medians').map((row) => row.slice(3, 6))).toEqual([
      ['0.8', '0.3', '75.0 %'],
      ['0.4', '-0.1', '90.0 %'],
    ]);
  });

  test('there are curves of both', () => {
    expect(all(page, '#heldOut-1, #accuracy-1')).toHaveLength(2);
    expect(all(report([falling('adam', [0.5])]), '#heldOut-1, #accuracy-1')).toEqual([]);
  });
});

describe('each against each', () => {
  const problems = ['rosenbrock', 'beale', 'booth', 'sphere', 'matyas', 'ackley'];
  const run = (name: string, problem: string, end: number) =>
    makeRun({ optimizer: optimizer(name), problem: { name: problem } }, end, { trajectory: undefined });
  const page = report(
    problems.flatMap((name, index) => [run('adam', name, 1), run('sgd', name, 2 + index), run('lion', name, 1)]),
  );

  test('counts wins, ties and losses, and tests them with a correction', () => {
    const [adam, lion, sgd] = rows(page, 'Wins, ties and losses');
    // scipy.stats.wilcoxon of six differences of one sign is 1/32; of three pairs two are that small: 3/32 by Holm
    expect(adam).toEqual(['adam', '–', '0·6·01', '6·0·00.094']);
    expect(lion.slice(1)).toEqual(['0·6·01', '–', '6·0·00.094']);
    expect(sgd.slice(1)).toEqual(['0·0·60.094', '0·0·60.094', '–']);
  });

  test('mean ranks have a critical difference, and a warning where problems are few', () => {
    const caption = words(all(page, '#ranks figcaption')[0].textContent);
    // scipy.stats.studentized_range.ppf(.95, 3, inf) / 2**.5 * (3 * 4 / 6 / 6)**.5
    expect(caption).toContain('critical difference of 1.35 (Nemenyi, 5 %)');
    expect(caption).toContain('6 problems are few');
  });

  test('is left out of one problem', () => {
    expect(all(report([run('adam', 'beale', 1), run('sgd', 'beale', 2)]), '#ranks, #pairs')).toEqual([]);
  });
});

test('the page allows its own style and script alone, and has no other', () => {
  const page = report([falling('adam', [0.5]), falling('sgd', [0.4])]);
  const [policy] = all(page, 'meta[http-equiv=Content-Security-Policy]');
  const [, style] = /<style>(.*?)<\/style>/s.exec(page)!;
  const [, script] = /<script>(.*?)<\/script>/s.exec(page)!;
  const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy.getAttribute('content')).toContain(
    `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)};`,
  );
  expect(page.replace(/<script>.*<\/script>/s, '').match(/<style/g)).toHaveLength(1);
  expect(page).not.toMatch(/ style="/);
});
