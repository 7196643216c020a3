import { parseHTML } from 'linkedom';
import { makeSpeed } from '../fixtures/make-speed.js';
import { speedReport } from './speed-report.js';

const all = (page: string, selector: string) => Array.from(parseHTML(page).document.querySelectorAll(selector));

const records = [
  makeSpeed(),
  makeSpeed({ elements: 1e6, ratio: 12, range: [11, 14] }),
  makeSpeed({ variables: 100 }),
  makeSpeed({ rule: 'sgd', ratio: 3, range: [2, 4], torch: { skipped: 'no module torch' } }),
];

test('is a pure function, with a row for each record and a table for each pair', () => {
  const page = speedReport(records);
  expect(speedReport(records)).toBe(page);
  expect(all(page, 'tbody tr')).toHaveLength(records.length);
  expect(all(page, 'h3').map(({ textContent }) => textContent)).toEqual(['adam', 'sgd']);
  expect(all(page, 'h1')[0].textContent).toContain('3 to 12 times');
});

test('needs nothing from elsewhere', () => {
  expect(speedReport(records)).not.toMatch(/(src|href)="(?!#)|@import|url\(|<script/);
});

test('each setting has a section with a chart of its own', () => {
  const { environment } = records[0];
  const wasm = makeSpeed({ environment: { ...environment, backend: 'wasm' } });
  const page = speedReport([...records, wasm]);
  expect(all(page, 'svg[role=img]')).toHaveLength(2);
  expect(all(page, 'h2').map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining([expect.stringContaining('cpu'), expect.stringContaining('wasm')]),
  );
});

test('where it was a browser, its name and the renderer stand with the figures, and with how to repeat them', () => {
  const { environment } = records[0];
  const page = speedReport([
    makeSpeed({ environment: { ...environment, browser: 'Chromium 1', renderer: 'Soft <GPU>' } }),
  ]);
  for (const name of ['Chromium 1', 'Soft &lt;GPU&gt;']) expect(page.split(name)).toHaveLength(3);
  expect(speedReport(records)).not.toMatch(/undefined|<dt>(browser|renderer)/);
});

test('a torch that was skipped has its reason, and dashes for its numbers', () => {
  const page = speedReport([records[3]]);
  expect(page).toContain('torch.optim was skipped: no module torch.');
  expect(
    all(page, 'tbody td')
      .slice(-4)
      .map(({ textContent }) => textContent),
  ).toEqual(['–', '–', '–', '–']);
  expect(page).not.toContain('in a process of its own');
});

test('says that torch ran in a process of its own', () => {
  expect(speedReport(records)).toContain('in a process of its own');
});

test('escapes whatever is in a record', () => {
  const hostile = '<script>alert("x")</script>&\'';
  const { environment } = records[0];
  const page = speedReport([
    makeSpeed({ rule: hostile, command: hostile, torch: { version: hostile, milliseconds: 1 } }),
    makeSpeed({ rule: hostile, elements: 10, torch: { skipped: hostile } }),
    makeSpeed({ environment: { ...environment, cpu: hostile, backend: hostile, node: hostile, platform: hostile } }),
  ]);
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;');
});
