import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Encoded, TrainingState } from '../training-state.js';

/** What a backup holds besides the tensors. */
export interface BackupHeader {
  /** The epoch to go on with. */
  readonly epoch: number;
  /** The states of what was to be kept, in order. */
  readonly kept: readonly Readonly<Record<string, number>>[];
}

export interface Backup extends BackupHeader {
  readonly training: TrainingState;
}

const format = 'optimizer-zoo backup 1';
const newline = '\n'.charCodeAt(0);
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Writes a backup: a line with format and checksum, a line of JSON, the bytes of the tensors. The file is whole at every
 * moment: a new one takes the old one's place in one move, after it is on the disk.
 */
export async function writeBackup(file: string, { training, ...header }: Backup): Promise<void> {
  const describe = ({ data, ...rest }: Encoded) => ({ ...rest, bytes: data.byteLength });
  const tensors = { model: describe(training.model), optimizer: describe(training.optimizer) };
  const body = Buffer.concat([
    Buffer.from(`${JSON.stringify({ ...header, ...tensors })}\n`),
    Buffer.from(training.model.data),
    Buffer.from(training.optimizer.data),
  ]);
  const temporary = `${file}.tmp`;
  await writeDurably(temporary, Buffer.concat([Buffer.from(`${format} ${digest(body)}\n`), body]));
  await rename(temporary, file);
  await syncFolder(dirname(file));
}

/** Reads one; undefined if there is none. Throws if the file is something else, or damaged. */
export async function readBackup(file: string): Promise<Backup | undefined> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const first = bytes.indexOf(newline);
  const body = bytes.subarray(first + 1);
  if (first < 0 || bytes.toString('latin1', 0, first) !== `${format} ${digest(body)}`) {
    throw new Error(`'${file}' is not a whole file of the format '${format}'.`);
  }
  const end = body.indexOf(newline);
  const { model, optimizer, ...header } = JSON.parse(body.toString('utf8', 0, end));
  let offset = end + 1;
  const take = ({ bytes: size, ...rest }: Omit<Encoded, 'data'> & { bytes: number }): Encoded => {
    const data = new Uint8Array(body.subarray(offset, offset + size)).buffer;
    offset += size;
    return { ...rest, data };
  };
  return { ...header, training: { model: take(model), optimizer: take(optimizer) } };
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** So that the move itself outlasts a power cut. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
