// What looks closer than the race, by clicks and keys: a part of check-race.mjs.
import assert from 'node:assert/strict';

/** By what they say; `open` gives a page of the race, with its address, once it is still. */
export const toolChecks = (open) => ({
  'a click on an optimizer looks inside its step; keys go on to the next': () => looksInside(open),
  'what has no factor for each coordinate is told, and why': () => tellsWhy(open),
});

/** What the panel says of a row, as numbers. */
async function rowOf(page, name) {
  const cells = await page.locator('.race-numbers tr', { hasText: name }).locator('td').allTextContents();
  return cells.map((text) => text.split(' → ').map((one) => Number(one.replace('−', '-'))));
}

async function looksInside(open) {
  const page = await open('/race/', { hash: '#problem=booth&o=sgd(learningRate=0.01)&o=adam&fair=yours&steps=50' });
  await page.locator('.race-transport input').fill('5');
  await page.click('.race-heads [aria-label="Look inside the step of sgd"]');
  await page.waitForSelector('.race-numbers');
  assert.match(await page.textContent('.race-tool output'), /step 6 of 50/);
  const [[gradient], [factor], [step]] = [
    await rowOf(page, 'gradient'),
    await rowOf(page, 'factor'),
    (await rowOf(page, 'step')).slice(-2),
  ];
  assert.deepEqual(factor, [0.01]);
  assert.ok(Math.abs(step[0] + 0.01 * gradient[0]) < 1e-2 * Math.abs(step[0]), `${step} is not against ${gradient}`);
  assert.deepEqual(await arrowsOf(page), ['−g', 'step']);
  await page.selectOption('.race-tool select', { label: 'adam' });
  await page.waitForFunction(() => document.querySelectorAll('.race-inside text').length === 3);
  const colors = await page.$$eval('.race-inside g[style]', (all) => all.map((one) => getComputedStyle(one).color));
  const letters = await page.$$eval('.race-equation .katex-html [style*="race-mark"]', (all) =>
    all.map((one) => getComputedStyle(one).color),
  );
  for (const color of colors) assert.ok(letters.includes(color), `no letter has the colour ${color}`);
  await page.focus('.race-tool .race-equation');
  await page.keyboard.press('.');
  await page.waitForFunction(() => document.querySelector('.race-tool output').textContent.includes('step 7'));
  await page.keyboard.press('Space');
  await page.waitForFunction(() => !document.querySelector('.race-inside'));
  await page.close();
}

function arrowsOf(page) {
  return page.$$eval('.race-inside text', (all) => all.map((one) => one.textContent.replace(/ × .*/, '')));
}

async function tellsWhy(open) {
  const page = await open('/race/', {
    reducedMotion: 'reduce',
    hash: '#problem=booth&o=lbfgs&o=clipByNorm(sgd, clipnorm=1)&fair=yours',
  });
  await page.getByRole('button', { name: 'Inside a step' }).press('Enter');
  await page.getByText(/No ellipse: .* is a method/).waitFor();
  assert.equal(await page.locator('.race-inside ellipse').count(), 0);
  await page.selectOption('.race-tool select', { index: 1 });
  await page.getByText('takes 2 kernels, as all coordinates meet').waitFor();
  await page.close();
}
