import { scheduleNames } from '@optimizer-zoo/schedulers';
import { parseHTML } from 'linkedom';
import { sections } from '../gallery/sections.js';
import { scheduleGallery } from './schedule-gallery.js';

const all = (page: string, selector: string) => Array.from(parseHTML(page).document.querySelectorAll(selector));

const rangeTest = {
  optimizer: 'sgd',
  learningRates: [0.001, 0.01, 0.1, 1],
  losses: [1, 0.9, 0.4, 3],
  smoothed: [1, 0.8, 0.6, 1.2],
  suggestion: 0.01,
};

test('draws every schedule once, with name, formula and source', () => {
  const page = scheduleGallery(sections, []);
  const names = all(page, '.panels figcaption strong').map(({ textContent }) => textContent);
  expect([...names].sort()).toEqual(scheduleNames().sort());
  expect(all(page, '.panels svg[role=img]')).toHaveLength(names.length);
  for (const part of ['code', 'small']) expect(all(page, `.panels figcaption > ${part}`)).toHaveLength(names.length);
  expect(all(page, 'h1')[0].textContent).toBe(`${names.length} schedules`);
});

test('each curve has its line and its label, in one colour', () => {
  const page = scheduleGallery(sections, []);
  for (const figure of all(page, '.panels figure')) {
    const colors = all(figure.outerHTML, '.swatch').map((swatch) =>
      swatch.getAttribute('class')!.replace(/.*color-(\d+).*/, 'var(--optimizer-$1)'),
    );
    const lines = all(figure.outerHTML, '[data-mark=line]').map((line) => line.getAttribute('stroke'));
    expect(lines).toEqual(colors);
    expect(new Set(colors).size).toBe(colors.length);
    expect(figure.querySelector('svg')!.outerHTML).not.toMatch(/NaN|Infinity/);
  }
});

test('every section can be gone to', () => {
  const page = scheduleGallery(sections, []);
  for (const link of all(page, 'nav a')) expect(all(page, link.getAttribute('href')!)).toHaveLength(1);
});

test('a range test shows its suggestion, or none', () => {
  const page = scheduleGallery([], [rangeTest, { ...rangeTest, optimizer: 'adam', suggestion: undefined }]);
  const figures = all(page, '#range-test figure').map(({ outerHTML }) => outerHTML);
  expect(figures[0]).toContain('suggestion 0.01');
  expect(figures[1]).not.toContain('suggestion');
});

test('is a pure function, and needs nothing from elsewhere', () => {
  const page = scheduleGallery(sections, [rangeTest]);
  expect(scheduleGallery(sections, [rangeTest])).toBe(page);
  expect(page).not.toMatch(/(src|href)="(?!#)|@import|url\((?!#)|<script/);
});

test('escapes whatever it is given', () => {
  const hostile = '<script>alert("x")</script>&\'';
  const panels = [{ name: hostile, formula: hostile, source: hostile, curves: [{ label: hostile, values: [1, 2] }] }];
  const page = scheduleGallery(
    [{ id: 'a', title: hostile, note: hostile, panels }],
    [{ ...rangeTest, optimizer: hostile }],
  );
  expect(page).not.toContain('<script');
});
