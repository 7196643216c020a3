import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file for a WorkerProcess that does this with each `config`, in which `answer(record)` sends a record. */
export function fakeWorker(onTask: string, onStart = "process.send('ready')"): URL {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'zoo-worker-')), 'worker.mjs');
  writeFileSync(
    file,
    `const answer = (record) => process.send(record);
process.on('disconnect', () => process.exit());
process.on('message', ({ config }) => { ${onTask} });
${onStart};`,
  );
  return pathToFileURL(file);
}
