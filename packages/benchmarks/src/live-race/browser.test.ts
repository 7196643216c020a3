import { fileURLToPath } from 'node:url';
import { type Browser, findBrowser, isolated, openBrowser } from '@optimizer-zoo/browser';
import { readOptimizerTerms } from '../candidates/optimizer-term.js';
import type { PageTracks } from '../fixtures/tracks-in-page.js';
import type { TrackConfig } from './run-config-of.js';
import { runTrack } from './track.js';

declare const tracksOf: (configs: readonly TrackConfig[]) => Promise<PageTracks>;

const found = findBrowser();
if ('missing' in found) console.warn(`The tests of the race in a browser are skipped: ${found.missing}.`);

/** Rules and functions of + − × ÷ √ alone; a kernel is made after 4096 steps of two numbers. */
const arithmetic = configsOf('sgd(learningRate=0.002), momentum(learningRate=0.001), lookahead(lion(learningRate=0.02)), adagrad, lbfgs', { rosenbrock: 4200, booth: 400 }); // biome-ignore format: one line
/** With powers, cosines and the like, whose last digit an engine may choose. */
const others = configsOf('momentum(learningRate=0.001), adam(learningRate=0.1)', { rastrigin: 400, levy: 400 });

function configsOf(terms: string, landscapes: Readonly<Record<string, number>>): TrackConfig[] {
  return Object.entries(landscapes).flatMap(([name, steps]) =>
    readOptimizerTerms(terms).map((optimizer) => ({ optimizer, problem: { name }, seed: 0, steps })),
  );
}

/** Many values of the functions of Math whose last digit differs between engines. */
const mathTable = () =>
  Array.from({ length: 1000 }, (_, k) => [0.9 ** k, Math.cos(k / 7), Math.sin(k / 7), Math.exp(-k / 50), Math.log(k + 0.5)].join()); // biome-ignore format: one line

('missing' in found ? describe.skip : describe)('in Chromium', () => {
  let browser: Browser;
  let page: Awaited<ReturnType<Browser['open']>>;
  beforeAll(async () => {
    const entry = fileURLToPath(new URL('../fixtures/tracks-in-page.ts', import.meta.url));
    browser = await openBrowser((found as { executablePath: string }).executablePath, {
      entry,
      pages: { '/': isolated },
    });
    page = await browser.open('/');
  });
  afterAll(() => browser.close());

  async function expectSame(configs: readonly TrackConfig[]): Promise<PageTracks> {
    const inPage = await page.evaluate((all) => tracksOf(JSON.parse(all)), JSON.stringify(configs));
    for (const [index, config] of configs.entries()) {
      const { points, values } = await runTrack(config);
      expect(values.length).toBeGreaterThan(1);
      expect(inPage.points[index]).toEqual(Array.from(points, String));
      expect(inPage.values[index]).toEqual(Array.from(values, String));
    }
    return inPage;
  }

  test('runs in WebAssembly in the page are those of Node to the last digit', async () => {
    const { modules } = await expectSame(arithmetic);
    expect(modules).toBeGreaterThan(0);
  });

  test('so are those with powers and cosines, where the engine is the same', async () => {
    const table = mathTable();
    const inPage = await page.evaluate(mathTable);
    if (inPage.join() === table.join()) await expectSame(others);
    else {
      const count = table.filter((text, k) => text !== inPage[k]).length;
      console.warn(`Not compared: ${count} of ${table.length} powers, cosines and the like end otherwise in Chromium ${browser.version} than in Node ${process.version}.`); // biome-ignore format: one line
    }
  });
});
