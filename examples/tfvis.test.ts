import { fileURLToPath } from 'node:url';
import { findBrowser, isolated, openBrowser } from '@optimizer-zoo/browser';

const found = findBrowser();
if ('missing' in found) console.warn(`The example of tfvis is skipped: ${found.missing}.`);

('missing' in found ? test.skip : test)('tfvis/main.mjs trains in a page, and draws each metric', async () => {
  const { executablePath } = found as { executablePath: string };
  const entry = fileURLToPath(new URL('tfvis/main.mjs', import.meta.url));
  const browser = await openBrowser(executablePath, { entry, pages: { '/': isolated } });
  try {
    const page = await browser.open('/');
    const said = await page.waitForEvent('console', (message) => message.text().startsWith('loss '));
    expect(Number(said.text().split(' ')[1])).toBeLessThan(0.1);
    const charts = page.locator('.tf-surface canvas, .tf-surface svg.marks');
    await expect(charts.count()).resolves.toBe(3);
  } finally {
    await browser.close();
  }
});
