// A process that trains with a backup, as a user would; see ../callbacks/node/backup-and-restore.test.ts.
//   node train.mjs <folder> <epochs> [<epoch>]
// Prints a line for each epoch that is safe, and the weights at the end; after the line of the epoch it waits to be killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { ReduceLROnPlateau } from '@optimizer-zoo/schedulers/callbacks';
import { BackupAndRestore, CSVLogger } from '@optimizer-zoo/schedulers/callbacks/node';
import * as tf from '@tensorflow/tfjs';

const [folder, epochs, last] = process.argv.slice(2);
const rows = Array.from({ length: 16 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const [x, y] = [tf.tensor2d(rows), tf.tensor2d(rows.map(([a, b]) => [2 * a - b]))];

const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })] });
model.compile({ optimizer: tf.train.momentum(0.05, 0.9), loss: 'meanSquaredError' });
const plateau = new ReduceLROnPlateau({ monitor: 'loss', patience: 3, factor: 0.5, minDelta: 0.5 });
const backup = new BackupAndRestore({ file: `${folder}/backup`, keep: [plateau] });

const initialEpoch = await backup.restore(model);
const log = new CSVLogger({ file: `${folder}/log.csv`, append: true });
const tell = new tf.CustomCallback({
  async onEpochEnd(epoch) {
    console.log(`epoch ${epoch}`);
    if (epoch === Number(last)) await sleep(3_600_000);
  },
});
const callbacks = [plateau, log, backup, tell];
await model.fit(x, y, { epochs: Number(epochs), initialEpoch, batchSize: 4, shuffle: false, verbose: 0, callbacks });
const bits = model.getWeights().map((weight) => Buffer.from(weight.dataSync().slice().buffer).toString('hex'));
console.log(JSON.stringify({ bits, plateau: plateau.saveState() }));
