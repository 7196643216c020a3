import { firstRace } from './race.js';
import { measuresOf, ranked, standingOf } from './standings.js';
import type { Track } from './track.js';

const track = (values: number[], status: Track['outcome']['status'] = 'ok'): Track => ({
  values,
  points: values.flatMap((value) => [Math.sqrt(Math.abs(value)), 0]),
  stepSizes: values.map(() => 0.1),
  gradients: values.map((_, step) => 2 * step),
  outcome: { status, curve: [], timing: { firstStep: 0, otherSteps: 0, steps: values.length - 1 } },
});

/** x² from 10 on. */
const landscape = {
  label: 'square',
  formula: 'x^2',
  reference: '',
  start: [0, 0],
  frame: [-1, 1, -1, 1],
  minimum: { value: 0, points: [[0, 0]] },
} as const;
const tracks = [track([100, 25, 1, 1e-9]), track([100, 1e-5]), track([100, 1e4], 'diverged'), track([100, 49, 36, 25])];
const measures = measuresOf(landscape, tracks, firstRace);
const at = (step: number) => tracks.map((one) => standingOf(one, step, measures));

test('the target is a share of the way down, and is met at a step', () => {
  expect(measures.target).toBeCloseTo(1e-4, 12);
  expect(at(3).map(({ steps, gradients }) => [steps, gradients])).toEqual([
    [3, 6],
    [1, 2],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect(at(2)[0].steps).toBeUndefined();
});

test('value and distance are those of the step', () => {
  expect(at(1).map(({ value }) => value)).toEqual([25, 1e-5, 1e4, 49]);
  expect(at(1)[0].distance).toBe(5);
});

test('who has diverged stays, last', () => {
  expect(at(1).map(({ isLost }) => isLost)).toEqual([false, false, true, false]);
  expect(ranked(at(3), 'value')).toEqual([0, 1, 3, 2]);
  expect(ranked(at(3), 'steps')).toEqual([1, 0, 3, 2]);
  expect(ranked(at(3), 'gradients')).toEqual([1, 0, 3, 2]);
});

test('without a known minimum the lowest value of all stands for it', () => {
  const { minimum: _, ...unknown } = landscape;
  const found = measuresOf(unknown, tracks, firstRace);
  expect(found.floor).toBe(0);
  expect(found.minimisers).toEqual([[Math.sqrt(1e-9), 0]]);
  expect(found.target).toBeCloseTo(1e-9 + 1e-6 * 100, 12);
});
