import { parseHTML } from 'linkedom';
import { makeWhole } from '../fixtures/make-whole.js';
import { wholeReport } from './whole-report.js';

const all = (page: string, selector: string) =>
  Array.from(parseHTML(page).document.querySelectorAll(selector)).map(({ textContent }) => textContent ?? '');

const records = [
  makeWhole('much', { step: 20 }),
  makeWhole('never', { fails: 'no kernel' }),
  makeWhole('little', { step: 4, fit: 9 }),
];

test('is a pure function, with a row for each model, the least gain first', () => {
  const page = wholeReport(records);
  expect(wholeReport(records)).toBe(page);
  expect(all(page, 'tbody th')).toEqual(['little', 'much', 'never']);
  expect(all(page, 'h2')[0]).toBe('cpu: 2 to 10 times as fast');
  expect(all(page, 'section p')[1]).toContain('Of 3 models tfjs alone cannot train 1');
  expect(all(page, 'svg[role=img]')).toHaveLength(1);
});

test('of a model measured twice in one place the last counts; another backend has a section of its own', () => {
  const wasm = { ...records[0], environment: { ...records[0].environment, backend: 'wasm' } };
  const page = wholeReport([...records, makeWhole('much', { step: 8 }), wasm]);
  expect(all(page, 'tbody th')).toEqual(['little', 'much', 'never', 'much']);
  expect(all(page, 'td.strong')).toEqual(['2×', '4×', '–', '10×']);
});

test('the update’s share of a step is said, and what fails says why', () => {
  const page = wholeReport([
    makeWhole('a', { step: 10, update: 1 }),
    { ...records[0], model: 'b', ways: { ...records[0].ways, kernels: { fails: 'out of <memory>' } } },
  ]);
  expect(all(page, 'tbody tr')[0]).toContain('10 % · 50 %');
  expect(all(page, 'tbody tr')[1]).toContain('cannot be trained: out of <memory>');
});

test('where tfjs can train none of the models there is no chart, and no ratio in the heading', () => {
  const page = wholeReport([records[1]]);
  expect(all(page, 'svg')).toEqual([]);
  expect(all(page, 'h2')[0]).toBe('cpu');
});

test('needs nothing from elsewhere, and escapes whatever is in a record', () => {
  const hostile = '<script>alert("x")</script>&\'';
  const page = wholeReport([{ ...makeWhole(hostile, { step: 4 }), command: hostile }]);
  expect(page).not.toMatch(/(src|href)="(?!#)|@import|url\(|<script/);
  expect(page).toContain('&lt;script&gt;');
});
