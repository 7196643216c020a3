import { makeRun } from '../fixtures/make-run.js';
import { compactRun } from './compact-run.js';

test.each([
  makeRun({}, 0.5),
  makeRun({}, null),
  makeRun({}, 1, { heldOut: { objective: [3, null, 1], accuracy: [0, 0.5, 1] } }),
  makeRun({}, -0, { trajectory: undefined, curve: [] }),
])('nothing is lost or changed', (run) => {
  const compact = compactRun(run);
  expect(compact).toEqual(run);
  expect(JSON.parse(JSON.stringify(compact))).toEqual(JSON.parse(JSON.stringify(run)));
  expect(Object.keys(compact).sort()).toEqual(Object.keys(JSON.parse(JSON.stringify(run))).sort());
});

test('runs of one study share its command, those of another do not', () => {
  const study = () => ({ command: ['optimizer-zoo', 'run'].join(' '), jobs: 2 });
  const [first, second] = [0, 1].map((seed) => compactRun(makeRun({ seed }, 1, { study: study() })));
  expect(first.study).toBe(second.study);
  expect(compactRun(makeRun({}, 1, { study: { ...study(), jobs: 1 } })).study).toEqual({ ...study(), jobs: 1 });
});
