import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ForwardMode } from '../test/autodiff/browser/page.js';
import { type Browser, findBrowser, openBrowser } from '../test/browser/open-browser.js';

const executable = findBrowser();
const reason = 'no Chromium is installed: set CHROMIUM_PATH, or install it';
if (!executable) console.warn(`Forward mode in the browser is skipped: ${reason}.`);

/** What tfjs itself gets wrong, and how. */
const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  webgl: {},
  webgpu: { 'LSTM, masked': 'it transposes the cast of a boolean, whose shader does not compile' },
};
if (executable) {
  for (const [backend, names] of Object.entries(wrong)) {
    for (const [name, fault] of Object.entries(names)) console.warn(`${name} is not compared on ${backend}: ${fault}.`);
  }
}

declare const forwardMode: ForwardMode; // in the browser

(executable ? describe : describe.skip)(executable ? 'in headless Chromium' : reason, () => {
  let browser: Browser;
  let script: string;
  beforeAll(async () => {
    browser = await openBrowser(executable!);
    const entry = fileURLToPath(new URL('../test/autodiff/browser/page.ts', import.meta.url));
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      logLevel: 'error',
    });
    script = outputFiles[0].text;
  });
  afterAll(() => browser?.close());

  async function open() {
    const page = await browser.open('/');
    await page.route('**/page.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    await page.reload();
    return page;
  }

  test.each(Object.keys(wrong))('every rule and every model, on %s as on cpu', async (backend) => {
    const page = await open();
    const rules = await page.evaluate((name) => forwardMode.rules(name), backend);
    const models = await page.evaluate((name) => forwardMode.models(name), backend);
    expect(rules.length).toBeGreaterThan(150);
    const compared = [...rules, ...models].filter(({ name }) => !(name in wrong[backend]));
    const faulty = compared.filter(({ error, leaked }) => !(typeof error === 'number' && error < 1e-4) || leaked !== 0);
    expect(faulty).toEqual([]);
  });
});
