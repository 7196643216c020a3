import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as tfl from '@tensorflow/tfjs-layers';
import { type Logs, readLogs } from '../logs.js';

/** What one line says. */
export type Fields = readonly (readonly [name: string, value: number])[];

/**
 * Writes lines to a file while training. What a file holds already is dropped, or with `append` kept: but not a line
 * that a killed process left torn, nor those of epochs that are now trained again, after `initialEpoch`.
 */
export abstract class LineLogger extends tfl.Callback {
  private isOpen = false;
  protected epoch = 0;

  constructor(
    private readonly file: string,
    private readonly append: boolean,
  ) {
    super();
  }

  /** The epoch that a line is of; NaN for a heading. */
  protected abstract epochOf(line: string): number;
  /** The lines for one record. */
  protected abstract format(fields: Fields): string;
  /** What is kept of an earlier log. */
  protected takeOver(_lines: readonly string[]): void {}

  override async onTrainBegin(): Promise<void> {
    this.isOpen = false;
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.epoch = epoch;
    if (this.isOpen) return;
    this.isOpen = true;
    mkdirSync(dirname(this.file), { recursive: true });
    const lines = this.append && existsSync(this.file) ? wholeLines(readFileSync(this.file, 'utf8')) : [];
    const isRepeated = (line: string) => epoch > 0 && this.epochOf(line) >= epoch;
    const kept = lines.filter((line) => !isRepeated(line));
    writeFileSync(`${this.file}.tmp`, kept.map((line) => `${line}\n`).join(''));
    renameSync(`${this.file}.tmp`, this.file);
    this.takeOver(kept);
  }

  protected async write(logs: Logs, where: Fields): Promise<void> {
    appendFileSync(this.file, this.format([...where, ...(await readLogs(logs))]));
  }
}

/** Without the byte-order mark and line ends that a spreadsheet saves. */
const wholeLines = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, -1);
