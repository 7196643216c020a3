// After a build: the race by clicks, drags and keys, in Chromium, wide and narrow, and what its first frame weighs.
//   npx -y pnpm@10.34.9 --dir site run check:race [words of the checks that are to be made]
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openSite } from './open-site.mjs';
import { toolChecks } from './race-tool-checks.mjs';

const outDir = process.env.SITE_FOLDER ?? '.vitepress/dist';
const site = await openSite(outDir);
const checks = {
  'a first frame of at most 60 kB': firstFrame,
  'it plays, and is held by a key': plays,
  'a start that is dragged moves all paths, and the address follows': drags,
  'a click puts the start there': clicks,
  'the start follows arrow keys': keys,
  'one bar moves path, chart and table': scrubs,
  'a heading ranks': ranks,
  'the plane is zoomed by a wheel and pinched by two fingers': zooms,
  'an address is a race; one that cannot be is told': addresses,
  ...toolChecks(open),
  'reduced motion shows finished paths': still,
  'an optimizer is added as a term, and a wrong one is told': adds,
  'a slider makes it yours, and the path follows': slides,
  'defaults, and tuned with as many trials for each': fair,
  'another landscape, and a function that is typed in': landscapes,
  'a step size is dragged on the strip, and the path follows': strip,
  'runs are kept as lines, and played again, picked or dropped': files,
  'its markup shows it in another page, alone': embeds,
};
/** Nothing is being computed. */
const settled = (page) =>
  page.waitForFunction(() => document.querySelector('.live-race').getAttribute('aria-busy') === 'false');
const waysOf = (page) => page.$$eval('.race-way', (ways) => ways.map((way) => way.getAttribute('d')));
const stepOf = (page) => page.$eval('.race-transport input', (input) => Number(input.value));
const centreOf = async (page, selector) => {
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  return [x + width / 2, y + height / 2];
};
const startOf = async (page) => (await page.getAttribute('.race-start', 'aria-label')).match(/-?[\d.]+/g).map(Number);

const namesOf = (page) => page.$$eval('.race-open', (buttons) => buttons.map((button) => button.textContent));
let faults = 0;
const wanted = process.argv.slice(2).join(' ');
for (const [name, check] of Object.entries(checks)) {
  if (!name.includes(wanted)) continue;
  try {
    const said = await check();
    console.log(`ok  ${name}${said ? `: ${said}` : ''}`);
  } catch (error) {
    faults++;
    console.log(`NOT ${name}: ${error.message}`);
  }
}
await site.close();
if (faults > 0) process.exitCode = 1;

/** The page with its styles: what is drawn before a script has run. */
function firstFrame() {
  const sizes = ['index.html', 'race/index.html'].map((file) => {
    const page = readFileSync(path.join(outDir, file), 'utf8');
    const styles = [...page.matchAll(/href="(\/[^"]*\.css)"/g)].map(([, href]) => href);
    const files = [page, ...styles.map((href) => readFileSync(path.join(outDir, href)))];
    const size = files.reduce((sum, content) => sum + gzipSync(content).length, 0);
    assert.ok(size <= 60_000, `${file}: ${size} bytes`);
    return `${file} ${size} bytes`;
  });
  return sizes.join(', ');
}

async function open(address = '/race/', { width = 1280, hash = '', ...options } = {}) {
  const page = await site.browser.newPage({ viewport: { width, height: 900 }, ...options });
  page.on('pageerror', (error) => console.log(`    ${error}`));
  await page.goto(site.urlOf(address) + hash);
  await page.waitForSelector('[data-ready]', { state: 'attached' });
  await settled(page);
  return page;
}

async function plays() {
  const page = await open();
  await page.waitForFunction(() => Number(document.querySelector('.race-transport input').value) > 3);
  await page.focus('.race-start');
  await page.keyboard.press('Space');
  const held = await stepOf(page);
  await page.waitForTimeout(300);
  assert.equal(await stepOf(page), held);
  await page.keyboard.press('.');
  assert.equal(await stepOf(page), held + 1);
  await page.keyboard.press(',');
  assert.equal(await stepOf(page), held);
  await page.close();
}

async function drags() {
  const page = await open();
  const before = await waysOf(page);
  const [x, y] = await centreOf(page, '.race-start');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y - 60, { steps: 8 });
  await page.waitForFunction((first) => document.querySelector('.race-way').getAttribute('d') !== first, before[0]);
  await page.mouse.up();
  await settled(page);
  const after = await waysOf(page);
  for (const [index, way] of after.entries()) assert.notEqual(way, before[index], `path ${index} stayed`);
  await page.waitForFunction(() => window.location.hash.includes('start='));
  const [newX, newY] = await centreOf(page, '.race-start');
  assert.ok(Math.hypot(newX - x - 80, newY - y + 60) < 3, 'the start is not under the pointer');
  await page.close();
}

async function clicks() {
  const page = await open('/race/', { width: 390, hasTouch: true });
  const { x, y, width, height } = await page.locator('.race-stage').boundingBox();
  await page.touchscreen.tap(x + width / 2, y + height / 4);
  await settled(page);
  const [startX, startY] = await centreOf(page, '.race-start');
  assert.ok(Math.hypot(startX - x - width / 2, startY - y - height / 4) < 3);
  await page.close();
}

async function keys() {
  const page = await open();
  const [x] = await startOf(page);
  await page.focus('.race-start');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await settled(page);
  const [moved] = await startOf(page);
  assert.ok(Math.abs(moved - x - 0.44) < 0.006, `from ${x} to ${moved}`);
  await page.close();
}

async function scrubs() {
  const page = await open();
  const words = () => page.$eval('.race-board tbody', (body) => body.textContent);
  await page.locator('.race-transport input').fill('20');
  const at20 = await words();
  const line = await page.$eval('.race-now', (now) => now.style.left);
  await page.locator('.race-transport input').fill('200');
  assert.notEqual(await words(), at20);
  assert.notEqual(await page.$eval('.race-now', (now) => now.style.left), line);
  const { x, y, width } = await page.locator('.race-plot').boundingBox();
  await page.mouse.move(x + width / 2, y + 50);
  await page.mouse.down();
  await page.mouse.up();
  assert.ok(Math.abs((await stepOf(page)) - 150) <= 2, 'a click on the chart goes there');
  await page.close();
}

async function ranks() {
  const page = await open('/race/', { reducedMotion: 'reduce' });
  await page.click('.race-board thead .steps button');
  assert.equal(await page.getAttribute('.race-board thead .steps', 'aria-sort'), 'ascending');
  const steps = await page.$$eval('.race-board tbody .steps', (cells) => cells.map((cell) => cell.textContent));
  const numbers = steps.filter((text) => text !== '–').map(Number);
  assert.ok(numbers.length > 0);
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  );
  await page.waitForFunction(() => window.location.hash.includes('rank=steps'));
  await page.close();
}

async function zooms() {
  const page = await open();
  const width = async () => (await page.locator('.race-minimum').boundingBox()).x;
  const [x, y] = await centreOf(page, '.race-stage');
  const before = await width();
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => window.location.hash.includes('frame='));
  assert.notEqual(await width(), before);
  const zoomed = await width();
  await pinch(page, [x, y], 40, 120);
  assert.notEqual(await width(), zoomed);
  await page.close();
}

/** Two fingers that move apart. */
async function pinch(page, [x, y], from, to) {
  const client = await page.context().newCDPSession(page);
  const touch = (type, half) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: half === undefined ? [] : [-half, half].map((dx, id) => ({ x: x + dx, y, id })),
    });
  await touch('touchStart', from);
  for (let half = from; half <= to; half += 20) await touch('touchMove', half);
  await touch('touchEnd');
}

async function addresses() {
  const page = await open('/race/', { hash: '#problem=booth&o=sgd&o=adam&fair=yours&steps=50' });
  assert.equal(await page.locator('.race-board tbody tr').count(), 2);
  assert.match(await page.getAttribute('.race-ground', 'aria-label'), /booth/);
  await page.close();
  const faulty = await open('/race/', { hash: '#problem=nowhere' });
  assert.match(await faulty.textContent('[role=status]'), /problem 'nowhere' is not known/);
  await faulty.close();
}

async function still() {
  const page = await open('/race/', { reducedMotion: 'reduce' });
  assert.equal(await stepOf(page), 300);
  await page.close();
}

async function adds() {
  const page = await open('/race/', { reducedMotion: 'reduce' });
  await page.fill('.race-add input', 'lookahead(adam(learningRat=0.1))');
  await page.click('.race-add button');
  assert.match(await page.textContent('.race-add [role=alert]'), /no option 'learningRat'; did you mean learningRate/);
  await page.fill('.race-add input', 'lookahead(adam(learningRate=cosineDecay(initialValue=0.1, decaySteps=300)))');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.race-board tbody tr').length === 7);
  await settled(page);
  assert.ok((await namesOf(page)).includes('lookahead(adam)'));
  await page.click('.race-open:text-is("lookahead(adam)")');
  await page.click('.race-panel button:text-is("Remove")');
  await settled(page);
  assert.equal((await namesOf(page)).length, 6);
  await page.close();
}

async function slides() {
  const page = await open('/race/', { reducedMotion: 'reduce' });
  await page.click('.race-open:text-is("adam")');
  const slider = page.locator('.race-sliders label:has-text("learningRate") input');
  const [before] = [await waysOf(page)];
  await slider.focus();
  for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowLeft');
  await settled(page);
  assert.equal(await page.textContent('.race-fairness [aria-pressed=true]'), 'Yours');
  const after = await waysOf(page);
  assert.deepEqual(
    after.map((way, index) => way !== before[index]),
    [false, false, true, false, false, false],
  );
  await page.close();
}

async function fair() {
  const page = await open('/race/', { reducedMotion: 'reduce' });
  await page.click('.race-open:text-is("sgd")');
  assert.match(await page.textContent('.race-trials'), /30 settings tried/);
  await page.click('.race-fairness button:text-is("Defaults")');
  await settled(page);
  assert.equal(await page.locator('.race-board tbody tr').count(), 6);
  assert.ok((await page.locator('.race-lost:text-is("diverged")').count()) > 0);
  await page.close();
}

async function landscapes() {
  const page = await open('/race/', { reducedMotion: 'reduce' });
  await page.selectOption('.race-controls select >> nth=0', 'himmelblau');
  await settled(page);
  assert.match(await page.getAttribute('.race-ground', 'aria-label'), /himmelblau/);
  assert.equal(await page.locator('.race-minimum').count(), 4);
  await page.selectOption('.race-controls select >> nth=0', 'own');
  await page.fill('.race-own input', 'x^2 + alert(y)');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.match(await page.textContent('[role=status]'), /expression contains the function alert/);
  await page.fill('.race-own input', '(x - 1)^2 + 5 * y^4');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await page.textContent('[role=status]'), '');
  await page.close();
}

async function strip() {
  const page = await open('/race/', { reducedMotion: 'reduce', hash: '#o=sgd&o=adam&fair=defaults&steps=100' });
  await page.click('.race-tabs button:text-is("Step size")');
  await page.waitForSelector('.race-marker');
  await settled(page);
  const before = await waysOf(page);
  const [x, y] = await centreOf(page, '.race-marker >> nth=1');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y, { steps: 5 });
  await page.mouse.up();
  await settled(page);
  const after = await waysOf(page);
  assert.deepEqual(
    after.map((way, index) => way !== before[index]),
    [false, true],
  );
  assert.equal(await page.textContent('.race-fairness [aria-pressed=true]'), 'Yours');
  await page.close();
}

async function files() {
  const page = await open('/race/', {
    reducedMotion: 'reduce',
    hash: '#problem=booth&o=sgd(learningRate=0.05)&o=adam(learningRate=0.5)&fair=yours&steps=50',
  });
  await page.click('.race-use summary');
  assert.match(await page.textContent('.race-use'), /sgd\(\{ learningRate: 0.05 \}\)/);
  const before = await waysOf(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.race-files button >> nth=0')]);
  const buffer = readFileSync(await download.path());
  const lines = buffer
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ config }) => config.optimizer.name),
    ['sgd', 'adam'],
  );
  for (const kind of ['SVG', 'PNG']) {
    const [picture] = await Promise.all([
      page.waitForEvent('download'),
      page.click(`.race-files button:text-is("${kind}")`),
    ]);
    assert.ok(readFileSync(await picture.path()).length > 5000);
  }
  await page.close();
  const other = await open('/race/', { reducedMotion: 'reduce' });
  await other.click('.race-use summary');
  await other.setInputFiles('.race-files input', { name: 'race.jsonl', mimeType: 'application/jsonl', buffer });
  await other.waitForFunction(() => document.querySelectorAll('.race-board tbody tr').length === 2);
  await settled(other);
  assert.deepEqual(await waysOf(other), before);
  await other.close();
  const third = await open('/race/', { reducedMotion: 'reduce' });
  await third.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'runs.jsonl'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, buffer.toString());
  await third.waitForFunction(() => document.querySelectorAll('.race-board tbody tr').length === 2);
  await settled(third);
  assert.deepEqual(await waysOf(third), before);
  await third.close();
}

async function embeds() {
  const page = await open('/race/', { hash: '#problem=booth&steps=50' });
  await page.click('.race-use summary');
  const markup = await page.locator('.race-code:has-text("In a page of your own") pre').textContent();
  await page.setContent(markup);
  const frame = page.frameLocator('iframe');
  await frame.locator('.live-race[data-ready]').waitFor();
  assert.equal(await frame.locator('.VPNav').isVisible(), false);
  await page.close();
}
