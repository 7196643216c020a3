/** A scalar of an event file. */
export interface ScalarEvent {
  readonly tag: string;
  readonly step: number;
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly value: number;
}

/** An event file as TensorBoard reads it: records of TensorFlow's format, each an `Event` of its protocol buffers. */
export const eventFile = (wallTime: number, events: readonly ScalarEvent[]): Uint8Array =>
  Buffer.concat([
    record(Buffer.concat([double(1, wallTime), bytes(3, Buffer.from('brain.Event:2'))])),
    ...events.map((event) => record(eventOf(event))),
  ]);

function eventOf({ tag, step, wallTime, value }: ScalarEvent): Buffer {
  const scalar = Buffer.alloc(5);
  scalar[0] = (2 << 3) | 5; // simple_value, a float32
  scalar.writeFloatLE(value, 1);
  const summary = bytes(1, Buffer.concat([bytes(1, Buffer.from(tag)), scalar]));
  return Buffer.concat([double(1, wallTime), varints(2 << 3, step), bytes(5, summary)]);
}

/** Length, its checksum, the data, its checksum. */
function record(data: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(data.length));
  return Buffer.concat([length, checksum(length), data, checksum(data)]);
}

function double(field: number, value: number): Buffer {
  const buffer = Buffer.alloc(9);
  buffer[0] = (field << 3) | 1;
  buffer.writeDoubleLE(value, 1);
  return buffer;
}

const bytes = (field: number, data: Buffer): Buffer => Buffer.concat([varints((field << 3) | 2, data.length), data]);

/** Whole numbers, seven bits to a byte, the lowest first. */
function varints(...values: readonly number[]): Buffer {
  const out: number[] = [];
  for (const value of values) {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
    out.push(rest);
  }
  return Buffer.from(out);
}

/** The checksum of a record, masked as TensorFlow does. */
function checksum(data: Buffer): Buffer {
  const crc = crc32c(data);
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
  return buffer;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** Castagnoli's cyclic redundancy check (RFC 3720, appendix B.4). */
export function crc32c(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
