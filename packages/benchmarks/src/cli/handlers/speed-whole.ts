import { plural } from '../../report/format.js';
import { openBench } from '../../speed/open-bench.js';
import { wholeModels } from '../../speed/whole/models.js';
import { type WholeRow, wholeText } from '../../speed/whole/whole-text.js';
import { type Given, wholeNumber } from '../commands/given.js';
import { showTasks } from '../progress.js';
import { print, tell } from '../terminal.js';
import { readBackend } from './speed.js';

/** Times whole steps of all models, and prints a table. */
export async function speedWhole(given: Given): Promise<void> {
  const rounds = wholeNumber('rounds', given, 1000);
  const { asked, inBrowser } = readBackend(given);
  const bench = await openBench(asked, inBrowser);
  tell(`Backend ${bench.backend}: ${bench.because}.`);
  const names = Object.keys(wholeModels);
  const tasks = showTasks(names.length);
  const rows: WholeRow[] = [];
  try {
    for (const model of names) {
      tasks.start(model);
      rows.push({ model, measured: await bench.measureWhole(model, rounds) });
      tasks.done();
    }
  } finally {
    tasks.stop();
    await bench.close();
  }
  print(
    `On ${bench.backend}: ms with tfjs alone → with adam of the zoo and training kernels, medians of ${plural(rounds, 'round')}.`,
  );
  print(
    'Gain: of the step, against tfjs alone and against the zoo without the kernels, and of the gradient; of it: gradient / forward.',
  );
  print(`${wholeText(rows)}\n`);
}
