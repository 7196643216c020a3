import { type GivenOptions, readOptions, toggle } from '../../options/index.js';
import type { Logs } from '../logs.js';
import { fileName } from './file-name.js';
import { type Fields, LineLogger } from './line-logger.js';

const options = { file: fileName, append: toggle(false) };
const quote = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const row = (fields: readonly string[]) => fields.map(quote).join(',');

/**
 * Writes the logs of each epoch as a line of a CSV file (RFC 4180) with a heading: epoch, from 0, then the metrics.
 * Put it after callbacks that add to the logs. With `append` it goes on with a file of the same columns; lines of
 * epochs that `fit` repeats after `initialEpoch` are replaced. Default: `append` false. As Keras's.
 *
 * @throws at an epoch whose metrics are not those of the heading.
 */
export class CSVLogger extends LineLogger {
  private readonly name: string;
  private heading?: string;

  constructor(given: GivenOptions<typeof options>) {
    const { file, append } = readOptions('CSVLogger', options, given);
    super(file, append);
    this.name = file;
  }

  override async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    await this.write(logs, [['epoch', epoch]]);
  }

  protected override takeOver(lines: readonly string[]): void {
    this.heading = lines[0];
  }

  protected override epochOf(line: string): number {
    return Number.parseInt(line, 10);
  }

  protected override format(fields: Fields): string {
    const heading = row(fields.map(([name]) => name));
    const line = `${row(fields.map(([, value]) => String(value)))}\n`;
    if (this.heading === undefined) {
      this.heading = heading;
      return `${heading}\n${line}`;
    }
    if (this.heading === heading) return line;
    throw new Error(`CSVLogger: '${this.name}' has the columns ${this.heading}, but this epoch has ${heading}.`);
  }
}
