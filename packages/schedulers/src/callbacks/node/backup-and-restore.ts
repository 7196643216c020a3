import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as tfl from '@tensorflow/tfjs-layers';
import { checked, list, readOptions, toggle } from '../../options/index.js';
import { type Logs, readLog } from '../logs.js';
import type { Resumable } from '../resumable.js';
import { readState, writeState } from '../training-state.js';
import { readBackup, writeBackup } from './backup-file.js';
import { fileName } from './file-name.js';

const resumable = checked<Resumable>((value) => {
  const { saveState, loadState } = (value ?? {}) as Partial<Resumable>;
  return typeof saveState === 'function' && typeof loadState === 'function';
}, 'an object with saveState and loadState, such as a ReduceLROnPlateau');

const options = { file: fileName, keep: list(resumable), deleteAtEnd: toggle(true) };

export interface BackupAndRestoreOptions {
  readonly file: string;
  readonly keep?: readonly Resumable[];
  readonly deleteAtEnd?: boolean;
}

/**
 * Writes model and optimizer to a file after each epoch, so that training goes on from there after the process was
 * ended in any way. A schedule goes on too, since its position is the optimizer's step count.
 *
 *     const backup = new BackupAndRestore({ file: 'training.backup' });
 *     const initialEpoch = await backup.restore(model); // 0 if there is no backup
 *     await model.fit(x, y, { epochs: 100, initialEpoch, callbacks: [backup] });
 *
 * The file is replaced in one move: at every moment it is a whole one. An epoch that ends with a loss that is no finite
 * number is not kept. `keep` names what has a state of its own: ReduceLROnPlateau, or an observer such as `dog`; put
 * `BackupAndRestore` after these in the list. Once the last epoch is over the file is deleted. Defaults: `keep` [],
 * `deleteAtEnd` true. Shuffled data comes in another order after a restart, as tf shuffles without a seed.
 *
 * @throws in `fit` if there is a backup that was not restored.
 */
export class BackupAndRestore extends tfl.Callback {
  private readonly file: string;
  private readonly keep: readonly Resumable[];
  private readonly deleteAtEnd: boolean;
  private isRestored = false;
  private nextEpoch?: number;

  constructor(given: BackupAndRestoreOptions) {
    super();
    const settings = readOptions('BackupAndRestore', options, { keep: [], ...given });
    this.file = settings.file;
    this.keep = settings.keep;
    this.deleteAtEnd = settings.deleteAtEnd;
  }

  /** Restores the backup if there is one; gives the epoch to go on with, 0 without. The model must be compiled. */
  async restore(model: tfl.LayersModel): Promise<number> {
    const backup = await readBackup(this.file);
    this.isRestored = true;
    if (backup === undefined) return 0;
    if (backup.kept.length !== this.keep.length) {
      throw new Error(
        `BackupAndRestore: keep holds ${this.keep.length}, but '${this.file}' was written with ${backup.kept.length}.`,
      );
    }
    await writeState(model, backup.training);
    for (const [index, item] of this.keep.entries()) item.loadState(backup.kept[index]);
    return backup.epoch;
  }

  override async onTrainBegin(): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    if (this.isRestored || !existsSync(this.file)) return;
    throw new Error(
      `BackupAndRestore: '${this.file}' holds a backup; call restore(model) before fit and give fit its result as initialEpoch, or delete the file.`,
    );
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    if (Object.hasOwn(logs, 'loss') && !Number.isFinite(await readLog(logs.loss))) return;
    this.nextEpoch = epoch + 1;
    this.isRestored = true; // this fit's own
    const kept = this.keep.map((item) => item.saveState() as Record<string, number>);
    await writeBackup(this.file, { epoch: this.nextEpoch, kept, training: await readState(this.model) });
  }

  override async onTrainEnd(): Promise<void> {
    if (this.deleteAtEnd && this.nextEpoch === this.params.epochs) await rm(this.file, { force: true });
  }
}
