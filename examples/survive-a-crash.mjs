// Training that is killed half-way goes on where it was. Run without arguments, this starts itself and kills itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { adam } from '@optimizer-zoo/optimizers';
import { cosineDecay } from '@optimizer-zoo/schedulers';
import { BackupAndRestore, CSVLogger } from '@optimizer-zoo/schedulers/callbacks/node';
import * as tf from '@tensorflow/tfjs';

async function train(folder, crashAt) {
  const x = tf.randomNormal([64, 2], 0, 1, 'float32', 1);
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })] });
  const learningRate = cosineDecay({ initialValue: 0.1, decaySteps: 80 });
  model.compile({ optimizer: adam({ learningRate }), loss: 'meanSquaredError' });

  const backup = new BackupAndRestore({ file: path.join(folder, 'backup') });
  const initialEpoch = await backup.restore(model);
  const rate = model.optimizer.learningRate.toPrecision(3);
  console.log(`begins at epoch ${initialEpoch}, step ${model.optimizer.iterations}, learning rate ${rate}`);
  const log = new CSVLogger({ file: path.join(folder, 'log.csv'), append: true });
  const crash = new tf.CustomCallback({
    onEpochEnd(epoch) {
      if (epoch === crashAt) process.kill(process.pid, 'SIGKILL');
    },
  });
  const args = { epochs: 40, initialEpoch, verbose: 0, callbacks: [log, backup, crash] };
  const { history } = await model.fit(x, tf.sum(x, 1, true), args);
  console.log(`loss ${history.loss.at(-1)}`);
}

const [folder, crashAt] = process.argv.slice(2);
if (folder) await train(folder, Number(crashAt));
else {
  const fresh = mkdtempSync(path.join(tmpdir(), 'crash-'));
  for (const epoch of [9, 24, -1]) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), fresh, epoch], {
      stdio: ['ignore', 'inherit', 'ignore'],
    });
    const [, signal] = await once(child, 'exit');
    if (signal) console.log(`killed by ${signal} after epoch ${epoch}`);
  }
}
