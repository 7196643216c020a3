import { makeRun } from '../../fixtures/make-run.js';
import { findingsOf } from '../findings.js';
import { pageDataOf } from './make-page-data.js';
import { overviewOfPage } from './overview-of-page.js';

const ends: Readonly<Record<string, readonly (number | null)[]>> = {
  adam: [0.31, 0.5, 0.7],
  sgd: [0.4, null, 0.30001],
  nagGs: [1e-9, 2, 0.2],
};
const runs = ['beale', 'rosenbrock', 'mlpClassifier'].flatMap((name, at) =>
  Object.entries(ends).flatMap(([optimizer, own]) =>
    own.map(
      (end, seed) =>
      makeRun({ optimizer: { name: optimizer, options: {} }, problem: { name }, seed }, end && end * (1 + ((at * 7 + seed) % 5)), { trajectory: undefined }), // biome-ignore format: one line
    ),
  ),
);
const none: ReadonlySet<number> = new Set();
const sent = <T>(data: T): T => JSON.parse(JSON.stringify(data));

test('what is known over all tasks follows from the data of the page, to the last digit', () => {
  const findings = findingsOf(runs);
  const { standings, overall } = overviewOfPage(sent(pageDataOf(findings)), { without: none, withoutTasks: none });
  for (const [place, standing] of standings.entries()) {
    const { scores: _, ...numbers } = standing;
    const { scores: __, ...expected } = findings.standings[place];
    expect(numbers).toEqual(expected);
  }
  expect(overall).toEqual(findings.overall);
});

test('of some optimizers and problems it is what a report of their runs alone says', () => {
  const data = sent(pageDataOf(findingsOf(runs)));
  const chosen = overviewOfPage(data, { without: new Set([1]), withoutTasks: new Set([2]) });
  const [left, skipped] = [data.optimizers[1].label, data.tasks[2].label];
  const alone = findingsOf(
    runs.filter(({ config: { optimizer, problem } }) => optimizer.name !== left && !('name' in problem && problem.name === skipped)), // biome-ignore format: one line
  );
  expect(
    chosen.standings.map(({ label, meanRank, area, profile, wins }) => [label, meanRank, area, profile, wins]),
  ).toEqual(alone.standings.map(({ label, meanRank, area, profile, wins }) => [label, meanRank, area, profile, wins]));
  expect(chosen.overall).toEqual(alone.overall);
});
