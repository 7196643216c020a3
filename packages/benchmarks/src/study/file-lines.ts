import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A line, and the byte of its file at which the next one starts; of one that has no end yet, its own. */
export interface FileLine {
  readonly text: string;
  readonly next: number;
}

const newline = 0x0a;

/** The lines of a file from a byte on, read piece by piece: a file may be larger than a string can be. */
export function* linesOf(file: string, from = 0): Generator<FileLine> {
  const descriptor = openSync(file, 'r');
  try {
    const isFile = fstatSync(descriptor).isFile(); // a pipe is read as it comes
    const piece = Buffer.alloc(1 << 20);
    let begun = Buffer.alloc(0);
    let next = from;
    for (let at = from, count = 1; count > 0; at += count) {
      count = readSync(descriptor, piece, 0, piece.length, isFile ? at : null);
      const data = Buffer.concat([begun, piece.subarray(0, count)]);
      let start = 0;
      for (let end = data.indexOf(newline); end >= 0; end = data.indexOf(newline, start)) {
        next += end + 1 - start;
        yield { text: data.toString('utf8', start, end), next };
        start = end + 1;
      }
      begun = data.subarray(start);
    }
    if (begun.length > 0) yield { text: begun.toString('utf8'), next };
  } finally {
    closeSync(descriptor);
  }
}
