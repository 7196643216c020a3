import { findBrowser } from '@optimizer-zoo/browser';
import { pickBackend } from '../backends/pick-backend.js';
import { InputError } from '../cli/input-error.js';
import { checkSchema } from '../study/parse-lines.js';
import { measure } from './measure.js';
import { openBench } from './open-bench.js';
import { runSpeed } from './run-speed.js';
import { type SpeedRecord, speedRecord } from './speed-record.js';

// The page bundles what `pnpm build` makes of the optimizers.

const found = findBrowser();
if ('missing' in found) console.warn(`The tests of speed in the browser are skipped: ${found.missing}.`);

const torch = { skipped: 'not asked for' };
const shapes = [{ variables: 2, elements: 300 }]; // more than the 128 that webgl would leave to the processor

/** Adam's record on a backend of the browser. */
async function recordOn(backend: string): Promise<SpeedRecord> {
  const study = { rules: ['adam'], shapes, rounds: 2, torch, command: 'test' } as const;
  const bench = await openBench(backend, true);
  try {
    const { value } = await runSpeed(study, bench, { start() {}, done() {} }).next();
    return checkSchema(speedRecord, JSON.parse(JSON.stringify(value)));
  } finally {
    await bench.close();
  }
}

('missing' in found ? describe.skip : describe)('in headless Chromium', () => {
  test('on wasm, whose files are served, it is the same measuring as in Node: bytes, kernels and tensors are equal', async () => {
    await pickBackend('wasm');
    const { bytes, kernels, tensors } = await measure('adam', shapes[0], 1);
    const record = await recordOn('wasm');
    expect(record).toMatchObject({ bytes, kernels, tensors, environment: { backend: 'wasm' } });
    expect(kernels.zoo).toBe(1);
    expect(record.environment.browser).toMatch(/^Chromium \d+\./);
    expect(record.environment.renderer).toBeUndefined();
  });

  test.each(['webgl', 'webgpu'])('on %s one kernel updates all, and the record names the renderer', async (backend) => {
    const { kernels, environment } = await recordOn(backend);
    expect(kernels.zoo).toBe(1);
    expect(kernels.builtIn).toBeGreaterThan(1);
    expect(environment).toMatchObject({ backend, renderer: expect.stringMatching(/\w/) });
  });
});

test('without a browser the error says what was looked for', async () => {
  const { CHROMIUM_PATH } = process.env;
  process.env.CHROMIUM_PATH = '/no/chromium';
  try {
    const opening = openBench('webgl', true);
    await expect(opening).rejects.toThrow(InputError);
    await expect(opening).rejects.toThrow(/--backend webgl needs a browser, but no Chromium.*\/no\/chromium/);
  } finally {
    if (CHROMIUM_PATH === undefined) delete process.env.CHROMIUM_PATH;
    else process.env.CHROMIUM_PATH = CHROMIUM_PATH;
  }
});
