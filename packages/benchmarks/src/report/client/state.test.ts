import type { PageData } from '../data/page-data.js';
import { defaultView } from '../figures/view.js';
import { readState, type State, writeState } from './state.js';

const labels = ['adam', 'sgd(gradient=forwardGradient(directions=4))', `"><img src=x>&x=1`];
const data: PageData = {
  optimizers: labels.map((label, place) => ({ label, color: '', dash: '', place })),
  tasks: ['beale', 'x^2 from 1,2'].map((label) => ({
    label,
    unit: 'steps',
    limit: 1,
    measure: '',
    problemKey: label,
    missing: [],
    entries: [],
  })),
};

test('what was chosen is read from the address that it makes', () => {
  const state: State = {
    view: {
      unit: 'seconds',
      log: { x: true, y: false },
      target: 24,
      without: new Set([1, 2]),
      withoutTasks: new Set([1]),
      pair: [0, 2],
      zoom: { 'loss-1': { x: [0.5, 20] }, 'loss-2': { y: [-1, 1e-6] }, ecdf: { x: [1, 2], y: [0, 0.5] } },
    },
    sorting: { 2: { column: 3, isAscending: false } },
    at: 'problem-1',
  };
  expect(readState(`#${writeState(state, data)}`, data)).toEqual(state);
});

test('a plain page has no address, and a place is one', () => {
  expect(writeState({ view: defaultView, sorting: {} }, data)).toBe('');
  expect(writeState({ view: defaultView, sorting: {}, at: 'method' }, data)).toBe('method');
  expect(readState('#method', data)).toEqual({ view: defaultView, sorting: {}, at: 'method' });
});

test('what the page does not know changes nothing', () => {
  const words =
    'x=furlongs&target=2&without=nobody&skip=nothing&pair=adam&pair=nobody&zoom=loss-1~9~1&zoom=a~b~c&zoom=a&zoom=a~~~1&sort=x~1~up';
  expect(readState(`#${words}`, data)).toEqual({
    view: { ...defaultView, unit: undefined },
    sorting: {},
  });
});
