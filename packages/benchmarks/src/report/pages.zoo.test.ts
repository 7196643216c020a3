import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, findBrowser, isolated, openBrowser } from '@optimizer-zoo/browser';
import type { AxeResults, RunOptions } from 'axe-core';
import { trials } from '../diagnose/index.js';
import { makePaths } from '../fixtures/make-paths.js';
import { makeSpeed } from '../fixtures/make-speed.js';
import { makeSurvey } from '../fixtures/make-survey.js';
import { makeWhole } from '../fixtures/make-whole.js';
import { openPage } from '../fixtures/open-page.js';
import { reportRuns } from '../fixtures/report-runs.js';
import { sections } from '../gallery/sections.js';
import { reproductions } from '../reproduce/index.js';
import { judge } from '../theory/judge.js';
import { diagnosisPage } from './diagnosis-page.js';
import { landscapeReport } from './landscape-report.js';
import { pathsReport } from './paths-report.js';
import { report } from './report.js';
import { reproductionPage } from './reproduction-page.js';
import { scheduleGallery } from './schedule-gallery.js';
import { speedReport } from './speed-report.js';
import { theoryPage } from './theory-page.js';
import { wholeReport } from './whole-report.js';

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

const command = 'optimizer-zoo landscape --optimizer sgd';
const rangeTest = {
  optimizer: 'sgd',
  learningRates: [0.001, 0.01, 0.1, 1],
  losses: [1, 0.9, 0.4, 3],
  smoothed: [1, 0.8, 0.6, 1.2],
  suggestion: 0.01,
};

/** Every page that the command writes. */
const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  report: () => report(reportRuns()),
  landscape: () => landscapeReport(makeSurvey(), command),
  paths: () => pathsReport(makePaths(), command),
  schedules: () => scheduleGallery(sections, [rangeTest]),
  speed: () => speedReport([makeSpeed(), makeSpeed({ rule: 'sgd', elements: 1e6, ratio: 12, range: [11, 14] })]),
  'speed --whole': () => wholeReport([makeWhole('much', { step: 20 }), makeWhole('never', { fails: 'no kernel' })]),
  diagnose() {
    const cells = (optimizer: string) =>
      trials.map(({ name: trial }, index) =>
        index % 3 === 2
          ? { trial, optimizer, verdict: 'not applicable' as const, reason: `It cannot: ${trial}.` }
          : { trial, optimizer, verdict: index % 3 === 0 ? ('pass' as const) : ('fail' as const), ratio: 1 + index },
      );
    const optimizers = ['adam', 'lookahead(clipByGlobalNorm(adam, globalClipnorm=1))'];
    return diagnosisPage({ trials, rows: optimizers.map((optimizer) => ({ optimizer, cells: cells(optimizer) })) });
  },
  async theory() {
    const verdict = await judge([{ at: 'step 10', measured: 1, most: 2 }]);
    return theoryPage([
      { name: 'first', statement: 'x ≤ y', source: 'A 2000', verdict, broken: { how: 'half', ...verdict } },
    ]);
  },
  reproduce() {
    const figures = [{ of: 'Beale: steps', published: '412', ours: 413, least: 412, most: 412, isSame: false }];
    return reproductionPage(
      reproductions.slice(0, 3).map(({ outcome, measure: _, broken: __, ...known }) => ({
        ...known,
        extent: 'full' as const,
        expected: outcome,
        outcome,
        figures,
        seconds: 3,
      })),
    );
  },
};

const found = findBrowser();
if ('missing' in found) console.warn(`The tests of pages are skipped: ${found.missing}.`);
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

('missing' in found ? describe.skip.each : describe.each)(Object.keys(pages))('the page of %s', (name) => {
  let browser: Browser;
  let markup: string;
  beforeAll(async () => {
    markup = await pages[name]();
    browser = await openBrowser((found as { executablePath: string }).executablePath, {
      entry: fileURLToPath(new URL('./client/dom.ts', import.meta.url)), // a site has a script, but a page brings its own
      pages: { '/': isolated },
    });
  });
  afterAll(() => browser.close());

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'at %i px, %s: axe finds nothing serious, and nothing is wider than the window',
    async (width, colorScheme) => {
      const { page, troubles } = await openPage(browser, markup, { width, colorScheme });
      if (markup.includes('<script>')) await page.waitForSelector('.live');
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});
