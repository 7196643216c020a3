import { findBrowser } from '../../../../benchmarks/src/browser/find-browser.js';
import { openBrowser } from './open-browser.js';
import { Pages } from './pages.js';

const found = findBrowser();

/** Tests in headless Chromium, on pages of a script; without one they are skipped, and it is said that `what` is. */
export function inBrowser(what: string, script: URL, body: (pages: Pages) => void): void {
  if ('missing' in found) console.warn(`${what} in the browser: skipped, as ${found.missing}.`);
  ('missing' in found ? describe.skip : describe)('in headless Chromium', () => {
    const pages = new Pages(() => openBrowser('missing' in found ? '' : found.executablePath, script));
    afterAll(() => pages.close());
    body(pages);
  });
}
