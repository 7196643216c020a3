import { plural } from '../../report/format.js';
import { wholeReport } from '../../report/whole-report.js';
import { openBench } from '../../speed/open-bench.js';
import { wholeModels } from '../../speed/whole/models.js';
import { type WholeRecord, wholeRecord } from '../../speed/whole/whole-record.js';
import { wholeText } from '../../speed/whole/whole-text.js';
import { appendLine } from '../../study/json-lines.js';
import { writePage } from '../commands/files.js';
import { type Given, wholeNumber } from '../commands/given.js';
import { showTasks } from '../progress.js';
import { print, tell } from '../terminal.js';
import { openMeasurements, readBackend } from './speed-files.js';

/** Times whole steps of all models, keeps each as it is measured, prints a table, and writes the page. */
export async function speedWhole(given: Given): Promise<void> {
  const rounds = wholeNumber('rounds', given, 1000);
  const { asked, inBrowser } = readBackend(given);
  const { out, html, stored } = openMeasurements(given, 'results/whole.jsonl', wholeRecord, 'model');
  const bench = await openBench(asked, inBrowser);
  tell(`Backend ${bench.backend}: ${bench.because}.`);
  const browser = inBrowser ? ' --browser' : '';
  const command = `optimizer-zoo speed --whole --rounds ${rounds} --backend ${bench.backend}${browser}`;
  const tasks = showTasks(Object.keys(wholeModels).length);
  const records: WholeRecord[] = [];
  try {
    for (const model of Object.keys(wholeModels)) {
      tasks.start(model);
      const ways = await bench.measureWhole(model, rounds);
      const record = { model, rounds, ways, environment: bench.environment(), command };
      appendLine(out, record);
      records.push(record);
      tasks.done();
    }
  } finally {
    tasks.stop();
    await bench.close();
  }
  print(
    `On ${bench.backend}: ms with tfjs alone → with adam of the zoo and training kernels, medians of ${plural(rounds, 'round')}. Kept in ${out}.`,
  );
  print(
    'Gain: of the step, against tfjs alone and against the zoo without the kernels, of the gradient, and of a batch of model.fit; of it: gradient / forward.',
  );
  print(`${wholeText(records)}\n`);
  writePage(html, wholeReport([...stored, ...records]));
}
