import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adam, sgd } from '@optimizer-zoo/optimizers';
import * as tf from '@tensorflow/tfjs';
import { addToLogs, fit, makeModel, weightsOf } from '../../fixtures/model.js';
import { cosineDecay, dog, reduceOnPlateau } from '../../index.js';
import { BackupAndRestore } from './index.js';

const script = fileURLToPath(new URL('../../fixtures/train.mjs', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'zoo-backup-'));
const newFolder = () => mkdtempSync(join(parent, 'run-'));
afterAll(() => rmSync(parent, { recursive: true }));

/** Runs the script, and kills it after an epoch. */
function killAt(epoch: number, folder: string, epochs: number): Promise<string | null> {
  const words = [script, folder, epochs, epoch].map(String);
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.on('data', (text) => String(text).includes(`epoch ${epoch}\n`) && child.kill('SIGKILL'));
  return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
}

test('killed again and again, it ends with the weights, counts and log of an uninterrupted run', async () => {
  const run = (folder: string) =>
    execFileSync(process.execPath, [script, folder, '12'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [whole, killed] = [newFolder(), newFolder()];
  const expected = run(whole).trim().split('\n');
  expect(expected).toHaveLength(13);
  for (const epoch of [2, 3, 7]) expect(await killAt(epoch, killed, 12)).toBe('SIGKILL');
  writeFileSync(join(killed, 'backup.tmp'), 'a new backup, torn while it was written');
  const resumed = run(killed).trim().split('\n');
  expect(resumed.length).toBeLessThan(7);
  expect(resumed.at(-1)).toBe(expected.at(-1));
  expect(readFileSync(join(killed, 'log.csv'), 'utf8')).toBe(readFileSync(join(whole, 'log.csv'), 'utf8'));
  expect(readdirSync(killed)).toEqual(['log.csv']); // the backup is deleted at the end
});

test('the step count, slots and schedule of an optimizer go on bit for bit', async () => {
  const file = join(newFolder(), 'backup');
  const make = () => makeModel(adam({ learningRate: cosineDecay({ initialValue: 0.1, decaySteps: 24 }) }));
  const whole = make();
  await fit(whole, { epochs: 6 });
  await fit(make(), { epochs: 3, callbacks: [new BackupAndRestore({ file, deleteAtEnd: false })] });
  const resumed = make();
  const backup = new BackupAndRestore({ file });
  const initialEpoch = await backup.restore(resumed);
  expect(initialEpoch).toBe(3);
  expect(resumed.optimizer.iterations).toBe(12);
  await fit(resumed, { epochs: 6, initialEpoch, callbacks: [backup] });
  expect(weightsOf(resumed)).toEqual(weightsOf(whole));
  expect(existsSync(file)).toBe(false);
});

test('observers that are kept go on, in the slot that they are in', async () => {
  const file = join(newFolder(), 'backup');
  const first = dog({});
  for (const distance of [0, 2]) first.observe({ distance, squaredGradientNorm: 3 });
  await fit(makeModel(sgd({ learningRate: first })), {
    epochs: 1,
    callbacks: [new BackupAndRestore({ file, keep: [first], deleteAtEnd: false })],
  });
  const second = dog({});
  const model = makeModel(sgd({ learningRate: second }));
  await new BackupAndRestore({ file, keep: [second] }).restore(model);
  expect(second()).toBe(first());
  expect((model.optimizer as ReturnType<typeof sgd>).learningRate).toBe(first());
});

test('an epoch that ends without a finite loss is not kept, and early ends keep the backup', async () => {
  const file = join(newFolder(), 'backup');
  const backup = new BackupAndRestore({ file });
  const spoil = addToLogs((epoch) => ({ loss: epoch === 2 ? Number.NaN : 1 }));
  const model = makeModel(tf.train.sgd(0.1));
  await fit(model, { epochs: 3, callbacks: [spoil, backup] });
  expect(await new BackupAndRestore({ file }).restore(model)).toBe(2);
});

test('nothing is leaked', async () => {
  const file = join(newFolder(), 'backup');
  const model = makeModel(tf.train.adam(0.1));
  await fit(model, { epochs: 1 });
  const before = tf.memory().numTensors;
  const backup = new BackupAndRestore({ file, deleteAtEnd: false });
  await fit(model, { epochs: 2, callbacks: [backup] });
  await backup.restore(model);
  expect(tf.memory().numTensors).toBe(before);
});

describe('clear errors', () => {
  const file = join(newFolder(), 'backup');
  const model = makeModel(tf.train.momentum(0.1, 0.5));
  beforeAll(() => fit(model, { epochs: 1, callbacks: [new BackupAndRestore({ file, deleteAtEnd: false })] }));

  test('a backup that is there but was not restored', async () => {
    const fitted = fit(model, { epochs: 2, callbacks: [new BackupAndRestore({ file })] });
    await expect(fitted).rejects.toThrow('holds a backup; call restore(model) before fit');
  });

  test('another model', async () => {
    const other = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] })] });
    other.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const restored = new BackupAndRestore({ file }).restore(other);
    await expect(restored).rejects.toThrow('of shapes [2,1], [1], not [2,3], [3].');
  });

  test('another number of things to keep', async () => {
    const keep = [reduceOnPlateau({ initialValue: 1 })];
    const restored = new BackupAndRestore({ file, keep }).restore(model);
    await expect(restored).rejects.toThrow(`keep holds 1, but '${file}' was written with 0.`);
  });

  test('a file that is torn, changed in one bit, or something else', async () => {
    const bytes = readFileSync(file);
    const changed = Buffer.from(bytes);
    changed[changed.length - 3] ^= 1;
    for (const wrong of [bytes.subarray(0, -1), changed, Buffer.from('hello'), Buffer.alloc(0)]) {
      const bad = join(newFolder(), 'backup');
      writeFileSync(bad, wrong);
      const restored = new BackupAndRestore({ file: bad }).restore(model);
      await expect(restored).rejects.toThrow(`'${bad}' is not a whole file of the format 'optimizer-zoo backup 1'.`);
    }
  });

  test('options', () => {
    expect(() => new BackupAndRestore({} as never)).toThrow('file is undefined, but must be the path of a file.');
    expect(() => new BackupAndRestore({ file, keep: [{}] as never })).toThrow(
      'keep[0] is [object Object], but must be an object with saveState and loadState',
    );
  });
});
