import { chromium } from 'playwright-core';

const [, , url, out, top] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [w, scheme] of [
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'light'],
  [390, 'dark'],
]) {
  const p = await b.newPage({ viewport: { width: w, height: top ? 1400 : 900 }, colorScheme: scheme });
  await p.goto(url);
  await p.waitForTimeout(300);
  console.log(
    w,
    scheme,
    'overflow',
    await p.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    await p.evaluate(() => document.documentElement.scrollHeight),
  );
  await p.screenshot({ path: `${out}-${w}-${scheme}.png`, fullPage: !top });
  await p.close();
}
await b.close();
