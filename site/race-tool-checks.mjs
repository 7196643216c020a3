// What looks closer than the race, by clicks and keys: a part of check-race.mjs.
import assert from 'node:assert/strict';

/** By what they say; `open` gives a page of the race, with its address, once it is still. */
export const toolChecks = (open) => ({
  'a click on an optimizer looks inside its step; keys go on to the next': () => looksInside(open),
  'what has no factor for each coordinate is told, and why': () => tellsWhy(open),
  'a swarm flows, and each start has the colour of its minimum': () => flows(open),
  'a map for each optimizer, and a sentence where there is none; without motion no flow': () => maps(open),
  'a rule that is written shows its equation, keeps the contract, and races; a wrong or endless one is told': () =>
    writes(open),
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

/** How long the longest task of the page was, in milliseconds, from when it is first asked. */
const longestTask = (page) =>
  page.evaluate(() => {
    window.longest ??= (() => {
      const seen = [0];
      new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
        entryTypes: ['longtask'],
      });
      return seen;
    })();
    return Math.max(...window.longest);
  });

/** Shares of the legend, as they are read. */
const legendOf = (page) => page.locator('.race-legend li').allTextContents();

async function flows(open) {
  const page = await open('/race/', {
    hash: '#problem=himmelblau&o=sgd(learningRate=0.01)&o=clipByNorm(sgd, clipnorm=1)&fair=yours&steps=60',
  });
  await page.getByRole('button', { name: 'Swarm' }).press('Enter');
  await longestTask(page);
  await page.selectOption('.race-tool select >> nth=1', { label: '10,000' });
  await page.getByRole('button', { name: 'Let them go' }).click();
  await page.waitForSelector('.race-swarm.flow');
  await page.waitForSelector('.race-swarm.map');
  const longest = await longestTask(page);
  const shares = (await legendOf(page)).map((text) => Number(text.match(/(\d+) %$/)[1]));
  assert.equal(shares.length, 6);
  for (const share of shares.slice(0, 4)) assert.ok(share > 10, `shares ${shares}`);
  const inked = await page.$eval('.race-swarm canvas', (canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  assert.ok(inked >= 4, `${inked} colours`);
  await page.selectOption('.race-tool select >> nth=0', { index: 1 });
  await page.getByRole('button', { name: 'Let them go' }).click();
  assert.match(await page.textContent('.race-tool [role=alert]'), /takes 2 kernels, as all coordinates meet/);
  await page.getByRole('button', { name: 'Swarm' }).click();
  assert.equal(await page.locator('.race-swarm').count(), 0);
  await page.close();
  return `longest task ${Math.round(longest)} ms`;
}

async function maps(open) {
  const page = await open('/race/', {
    width: 390,
    reducedMotion: 'reduce',
    hash: '#problem=himmelblau&o=sgd(learningRate=0.01)&o=lbfgs&o=adam(learningRate=0.1)&fair=yours&steps=40',
  });
  await page.getByRole('button', { name: 'Swarm' }).press('Enter');
  await page.getByRole('button', { name: 'A map for each optimizer' }).press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.race-maps canvas').length === 2);
  assert.match(await page.textContent('.race-maps figure:nth-child(2)'), /is a method, no rule/);
  assert.match(await page.textContent('.race-maps figure:nth-child(1)'), /lowest minimum \d+ %, others \d+ %/);
  await page.getByRole('button', { name: 'Show the map of sgd' }).press('Enter');
  await page.waitForSelector('.race-swarm.map');
  await page.evaluate(() => {
    window.flows = 0;
    new MutationObserver(() => {
      if (document.querySelector('.race-swarm.flow')) window.flows++;
    }).observe(document.querySelector('.race-stage'), { childList: true, subtree: true, attributes: true });
  });
  await page.selectOption('.race-tool select >> nth=1', { label: '10,000' });
  await page.getByRole('button', { name: 'Let them go' }).press('Enter');
  await page.waitForFunction(
    () => document.querySelector('.race-swarm.map canvas')?.width > 40 && !document.querySelector('.race-progress'),
  );
  assert.equal(await page.evaluate(() => window.flows), 0);
  await page.close();
}

async function writes(open) {
  const page = await open('/race/', {
    reducedMotion: 'reduce',
    hash: '#problem=booth&o=sgd&o=lion(learningRate=0.02)&fair=yours&steps=60',
  });
  const address = page.url();
  await page.getByRole('button', { name: 'Write a rule' }).press('Enter');
  await page.waitForSelector('.race-checks');
  assert.equal(await page.locator('.race-checks .broken').count(), 0);
  assert.match(await page.textContent('.race-writing'), /a step is one kernel/);
  const values = () =>
    page.$$eval('.race-board tbody tr', (rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector('.race-name > :first-child').textContent.trim(),
          row.querySelector('.value').textContent,
        ]),
      ),
    );
  const raced = await values();
  assert.equal(raced.MyLion, raced.lion, 'it is not Lion');
  const area = page.locator('.race-writing textarea');
  await area.press('Control+Home');
  await area.press('Tab');
  assert.match(await area.inputValue(), /^ {2}defineRule/);
  await area.press('Escape');
  await area.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Race it');
  const rule = await area.inputValue();
  await area.fill(rule.replace('x.sub(step', 'x.add(step'));
  await area.press('Control+Enter');
  await page.waitForSelector('.race-checks .broken');
  await page.getByText('lowers the function of the contract within 50 steps: it goes from').waitFor();
  await area.fill(rule.replace('const direction', 'for (;;); const direction'));
  await page.getByRole('button', { name: 'Race it' }).click();
  await page.getByText('It was ended after 5 seconds').waitFor();
  await area.fill('fetch("/")');
  await page.getByRole('button', { name: 'Race it' }).click();
  await page.getByText('fetch is not a function').waitFor();
  assert.deepEqual(Object.keys(await values()).sort(), ['lion', 'sgd']);
  assert.equal(page.url(), address);
  await page.close();
}
