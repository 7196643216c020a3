import { type Cell, diagnose } from '../diagnose/diagnose.js';
import { type Diagnosis, titleOf } from '../diagnose/diagnosis-text.js';
import type { Subject } from '../diagnose/subject.js';
import type { Trial } from '../diagnose/trial.js';
import { showTasks } from './progress.js';

/** What each difficulty costs each optimizer, showing how far it is. */
export async function measureAll(asked: readonly Trial[], subjects: readonly Subject[]): Promise<Diagnosis['rows']> {
  const progress = showTasks(asked.length * subjects.length);
  try {
    const rows: { optimizer: string; cells: Cell[] }[] = [];
    for (const subject of subjects) {
      const cells: Cell[] = [];
      for (const trial of asked) {
        progress.start(`${subject.label}, ${titleOf(trial)}`);
        cells.push(await diagnose(subject, trial));
        progress.done();
      }
      rows.push({ optimizer: subject.label, cells });
    }
    return rows;
  } finally {
    progress.stop();
  }
}
