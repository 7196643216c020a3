import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, findBrowser, isolated, openBrowser } from '@optimizer-zoo/browser';
import { makeRun } from '../../fixtures/make-run.js';
import { openPage } from '../../fixtures/open-page.js';
import { judged, reportRuns } from '../../fixtures/report-runs.js';
import type { RunRecord } from '../../study/run-record.js';
import { report } from '../report.js';

const found = findBrowser();
if ('missing' in found) console.warn(`The tests of the report's page are skipped: ${found.missing}.`);

const runs = reportRuns();

const isOf =
  (problem: string) =>
  ({ config }: RunRecord) =>
    'name' in config.problem && config.problem.name === problem;

const markup = report(runs);

const hostile = `"><script>document.title='taken'</script><img src=x onerror="document.title='taken'"></script>`;

('missing' in found ? describe.skip : describe)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const entry = fileURLToPath(new URL('./dom.ts', import.meta.url)); // a site has a script, but a report brings its own
    browser = await openBrowser((found as { executablePath: string }).executablePath, {
      entry,
      pages: { '/': isolated },
    });
  });
  afterAll(() => browser.close());

  async function open(records: readonly RunRecord[], width = 1280, colorScheme: 'light' | 'dark' = 'light') {
    const text = records === runs ? markup : report(records);
    const { page, troubles } = await openPage(browser, text, { width, colorScheme });
    await page.waitForSelector('.live');
    await page.click('#problem-1 > summary');
    return { page, troubles };
  }

  test('an optimizer that is switched off leaves figures and tables, and the address says so', async () => {
    const { page, troubles } = await open(runs);
    const names = () => page.locator('#loss-1 svg text').allTextContents();
    expect(await names()).toContain('sgd ×1');
    await page.click('.legend button:has-text("sgd")');
    expect(await names()).not.toContain('sgd ×1');
    expect(await page.locator('#ranking tr:visible th[scope=row]').allTextContents()).toEqual(['adam']);
    expect(new URL(page.url()).hash).toBe('#without=sgd');
    expect(await page.getAttribute('.legend button:has-text("sgd")', 'aria-pressed')).toBe('false');
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('tables, intervals and tests are of those that are chosen, as if there were no others', async () => {
    const named = (name: string) => ({ config: { optimizer } }: RunRecord) => optimizer.name === name; // biome-ignore format: one line
    const three = [...runs, ...judged('nagGs', 'beale', 0.4), ...judged('nagGs', 'mlpClassifier', 0.9)]; // not the lowest where the minimum is unknown
    const { page, troubles } = await open(three);
    const parts = ['arrivals', 'finals', 'differences'].map((id) => `#${id}`);
    const texts = async (from: typeof page) => Promise.all(parts.map((part) => from.locator(part).textContent()));
    const whole = await texts(page);
    await page.click('.legend button:has-text("nagGs")');
    expect(await page.locator('.chosen').textContent()).toMatch(/^2 of 3 optimizers on 3 of 3 problems: /);
    const others = await open(three.filter((run) => !named('nagGs')(run)));
    expect(await texts(page)).toEqual(await texts(others.page));
    expect(await page.locator('#problem-2 td.place').allTextContents()).toEqual(['1', '–', '2']);
    await page.click('.chooser > summary');
    await page.click('.chooser label:has-text("mlpClassifier")');
    const fewer = await open(three.filter((run) => !named('nagGs')(run) && !isOf('mlpClassifier')(run)));
    expect(await texts(page)).toEqual(await texts(fewer.page));
    await page.click('.chooser > summary');
    await page.click('.chosen button');
    expect(await texts(page)).toEqual(whole);
    expect(await page.locator('#ranks > .tools').count()).toBe(1);
    expect(troubles).toEqual([]);
    for (const one of [page, others.page, fewer.page]) await one.close();
  });

  test('values are told under the pointer and by arrow keys; a drag zooms, Escape goes back', async () => {
    const { page } = await open(runs);
    const svg = page.locator('#loss-1 svg');
    await svg.scrollIntoViewIfNeeded();
    await svg.focus();
    await page.keyboard.press('End');
    expect(await page.locator('#loss-1 .voice').textContent()).toMatch(/^100 steps: .*adam 0\.6/);
    const box = (await svg.boundingBox())!;
    await page.mouse.move(box.x + 0.2 * box.width, box.y + 99);
    expect(await page.locator('#loss-1 .readout strong').textContent()).toMatch(/^\d\d?(\.\d+)? steps$/);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 99, { steps: 3 });
    await page.mouse.up();
    expect(new URL(page.url()).hash).toMatch(/^#zoom=loss-1/);
    await svg.focus();
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).hash).toBe('');
    await page.close();
  });

  test('the y axis is zoomed by a drag and by arrow keys, and lines beyond are cut off', async () => {
    const { page, troubles } = await open(runs);
    const svg = page.locator('#loss-1 svg');
    const [low, high] = await zoomed(async () => {
      await svg.scrollIntoViewIfNeeded();
      const box = (await svg.boundingBox())!;
      await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.3 * box.height);
      await page.mouse.down();
      await page.mouse.move(box.x + 0.305 * box.width, box.y + 0.6 * box.height, { steps: 3 });
      await page.mouse.up();
    });
    expect(low).toBeLessThan(high);
    expect(await page.locator('#loss-1 svg [clip-path]').count()).toBeGreaterThan(0);
    const [lower, middle] = await zoomed(async () => {
      await svg.focus();
      await page.keyboard.press('ArrowDown');
    });
    expect(lower).toBeCloseTo(low, 2);
    expect(middle).toBeCloseTo(Math.sqrt(low * high), 2); // the axis is logarithmic
    expect(troubles).toEqual([]);
    await page.close();

    async function zoomed(act: () => Promise<void>): Promise<number[]> {
      await act();
      const [, ends] = /zoom=loss-1~~~([^&]*)/.exec(decodeURIComponent(new URL(page.url()).hash)) ?? [];
      return ends.split('~').map(Number);
    }
  });

  test('a table is sorted by a column, numbers by their size', async () => {
    const { page } = await open(runs);
    const finals = () => page.locator('#problem-2 table:has(.setting) tbody td.strong').allTextContents();
    await page.click('#problem-2 summary');
    const heads = page.locator('#problem-2 table:has(.setting) thead button');
    const column = (await heads.allTextContents()).findIndex((name) => name.startsWith('final'));
    await heads.nth(column).click();
    const up = (await finals()).map(Number.parseFloat);
    expect(up).toEqual([...up].sort((a, b) => a - b));
    await heads.nth(column).click();
    expect((await finals()).map(Number.parseFloat)).toEqual(up.reverse());
    await page.close();
  });

  test('each figure can be had as SVG, PNG and CSV', async () => {
    const { page } = await open(runs);
    const saved = async (kind: string, figure = '#ecdf') => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click(`${figure} > .tools button:text-is("${kind}")`),
      ]);
      return readFileSync(await download.path());
    };
    expect((await saved('SVG')).toString()).toMatch(/^<svg(?!.*var\()(?!.*class=).*<\/svg>$/s);
    expect((await saved('PNG')).subarray(1, 4).toString()).toBe('PNG');
    expect((await saved('CSV')).toString()).toMatch(
      /^optimizer,gradient evaluations,share of targets reached,low,high\r\nadam,/,
    );
    expect((await saved('CSV', '#ways-1')).toString()).toMatch(/^optimizer,x,y\r\nadam,-1.2,1\r\n/);
    expect((await saved('CSV', '#ranks')).toString()).toMatch(/^optimizer,mean rank,low,high\r\nadam,1,1,/);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    expect((await saved('CSV', '#ways-1-1')).toString()).toMatch(/^optimizer,x,y\r\nadam,/);
    expect((await saved('CSV', '#tuning-1-1')).toString()).toMatch(
      /^optimizer,step size,final objective − minimum,chosen\r\nadam,/,
    );
    const kinds = await page.locator('figure:has(> svg) > .tools').allTextContents();
    expect(kinds.length).toBeGreaterThan(12);
    for (const names of kinds) expect(names).toMatch(/SVGPNGCSV$/);
    await page.close();
  });

  test('one slider moves every way through a plane', async () => {
    const { page } = await open(runs);
    const ways = () =>
      page
        .locator('#problem-1 .ways > svg [data-used] path')
        .evaluateAll((all) => all.map((one) => one.getAttribute('d')!));
    const whole = await ways();
    await page.locator('#problem-1 .ways input[type=range]').fill('0');
    expect((await ways()).every((way) => !way.includes('L'))).toBe(true);
    await page.locator('#problem-1 .ways input[type=range]').fill('1');
    expect(await ways()).toEqual(whole);
    await page.close();
  });

  test('what users name runs nowhere, not when it is drawn again either', async () => {
    const named = makeRun({ problem: { expression: hostile, start: [1, 2] }, optimizer: { name: hostile, options: { [hostile]: hostile } } }, 0.5, { study: { command: hostile, jobs: 1 } }); // biome-ignore format: one line
    const { page, troubles } = await open([named, ...judged('adam', 'beale', 1)]);
    await page.click('.legend button >> nth=0');
    await page.selectOption('.controls select >> nth=0', 'seconds');
    await page.locator('#ecdf svg').hover();
    expect(await page.title()).toMatch(/^Optimizer zoo/);
    expect(await page.locator('img, script:not([type])').count()).toBe(1);
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('a script that is put into the page does not run', async () => {
    const page = await browser.open('/');
    await page.setContent(
      markup.replace(
        '</h1>',
        `</h1><script>document.title='taken'</script><img src="x" onerror="document.title='taken'">`,
      ),
    );
    await page.waitForSelector('.live');
    expect(await page.title()).toMatch(/^Optimizer zoo/);
    await page.close();
  });
});
