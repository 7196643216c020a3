import { entries } from './budgets.js';
import { bundleOf, entriesOf, packageNames } from './measure-size.js';
import { minimizePartOf } from './minimize-parts.js';
import { sharesOf } from './shares.js';
import { minimizeImport, type Row, sizeTable } from './table.js';

let rows: Row[];
beforeAll(async () => {
  rows = await sizeTable();
});

test('every entry of every package has a budget', () => {
  expect(Object.keys(entries).sort()).toEqual(packageNames.flatMap((name) => Object.keys(entriesOf(name))).sort());
});

test('no import brings more than its budget', () => {
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter(({ size, goal, until }) => size > (until?.budget ?? goal))).toEqual([]);
});

test('what is let pass for now is still above its goal', () => {
  expect(rows.filter(({ size, goal, until }) => until && size <= goal)).toEqual([]);
});

test('the parts of minimize are all of its modules', async () => {
  const shares = await sharesOf(minimizeImport, minimizePartOf);
  expect(shares.filter(({ part }) => part.includes('/'))).toEqual([]);
  const { length } = await bundleOf(minimizeImport);
  const sum = shares.reduce((bytes, { minified }) => bytes + minified, 0);
  expect(Math.abs(sum / length - 1)).toBeLessThan(0.01);
});
