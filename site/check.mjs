// After a build: opens pages of each kind in Chromium, light and dark, wide and narrow, and says what axe finds, what goes wrong
// in the page, and what does not fit its width.
// Dark at 1280 px and light at 390 px too, if there is a folder for screenshots:
//   npx -y pnpm@10.34.9 --dir site run check [folder for screenshots]
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openSite } from './open-site.mjs';

const addresses = [
  '/',
  '/race/',
  '/start/model-fit',
  '/start/from-torch',
  '/optimizers/',
  '/optimizers/adam',
  '/optimizers/lion',
  '/optimizers/shampoo',
  '/parts/schedules',
  '/parts/wrappers',
  '/guide/choosing',
  '/guide/how-it-works',
  '/proof/',
  '/proof/theory',
];
const [pictures] = process.argv.slice(2);
if (pictures) mkdirSync(pictures, { recursive: true });
const site = await openSite();
const faults = [];
const views = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
];
const others = [
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
];
for (const view of pictures ? [...views, ...others] : views) {
  for (const address of addresses) faults.push(...(await look(address, view)));
}
await site.close();
console.log([...faults, `${addresses.length} pages, ${faults.length} faults`].join('\n'));
if (faults.length > 0) process.exitCode = 1;

async function look(address, { colorScheme, width }) {
  const page = await site.browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  const found = [];
  page.on('pageerror', (error) => found.push(String(error)));
  await page.goto(site.urlOf(address));
  await page.waitForLoadState('networkidle');
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
  const { violations } = await page.evaluate(() => window.axe.run());
  for (const { id, impact, nodes } of violations) {
    if (impact === 'serious' || impact === 'critical')
      found.push(`axe: ${id}, ${nodes[0].target} and ${nodes.length - 1} more`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) found.push(`it is ${wide} pixels wide`);
  if (pictures) {
    const name = `${address.replace(/\W+/g, '-')}-${width}-${colorScheme}.png`;
    await page.screenshot({ path: path.join(pictures, name), fullPage: true });
  }
  await page.close();
  return found.map((fault) => `${address}, ${width} px, ${colorScheme}: ${fault}`);
}
