import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadCsv, loadIdx, loadLibsvm, readBytes } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'zoo-loaders-'));
/** Two images of 2 x 3 pixels in MNIST's format. */
const idx = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const files: Readonly<Record<string, string | Uint8Array>> = {
  'images.idx': idx,
  'images.idx.gz': gzipSync(idx),
  'broken.idx.gz': gzipSync(idx).subarray(0, 20),
  'short.idx': idx.subarray(0, 25),
  'small.libsvm': '1 1:0.5 3:-2 # the first\n\n-1 2:1e-3\n',
  'table.csv': 'a,"b, with comma",y\n1,2,3\n"4",5,6\n',
  'bomb.csv.gz': gzipSync(Buffer.alloc(100_000)),
  'marked.csv': '\uFEFFa,b,y\r\n1,2,3\r\n',
  'marked.libsvm': '\uFEFF+1 1:0.5\r\n-1 1:1\r\n',
  'utf16.csv': Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'),
  'wide.libsvm': '1 4294967295:1\n',
  'overflow.libsvm': '1 1:1\n1e308 1:2\n',
  'latin.csv': Uint8Array.from([0xe9, 0x2c, 0xff]),
};
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
const at = (name: string) => join(folder, name);
const sha256 = createHash('sha256').update(files['images.idx.gz']!).digest('hex');

/** Serves the files; /cut breaks off, /chunked does not say how long it is, /packed is compressed on the way. */
let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.url!.slice(1);
    if (name === 'cut') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('only this');
      setTimeout(() => response.destroy(), 20);
    } else if (name === 'packed') {
      const content = gzipSync(files['table.csv']!);
      response.writeHead(200, { 'content-length': content.length, 'content-encoding': 'gzip' });
      response.end(content);
    } else if (name === 'chunked') {
      response.write(idx.subarray(0, 10));
      response.end(idx.subarray(10));
    } else if (Object.hasOwn(files, name)) {
      const content = Buffer.from(files[name]!);
      response.writeHead(200, { 'content-length': content.length });
      response.end(content);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const images = { shape: [2, 2, 3], values: Float64Array.from(idx.subarray(16)) };

test('IDX from a path, a file URL, gzipped, and from a URL', async () => {
  expect(await loadIdx(at('images.idx'))).toEqual(images);
  expect(await loadIdx(pathToFileURL(at('images.idx')))).toEqual(images);
  expect(await loadIdx(at('images.idx.gz'), { sha256 })).toEqual(images);
  expect(await loadIdx(`${origin}/images.idx.gz`, { sha256: sha256.toUpperCase() })).toEqual(images);
  expect(await loadIdx(new URL(`${origin}/chunked`))).toEqual(images);
});

test('LIBSVM and CSV', async () => {
  expect(await loadLibsvm(at('small.libsvm'))).toEqual({
    rows: [
      [0.5, 0, -2],
      [0, 1e-3, 0],
    ],
    targets: [1, -1],
  });
  expect(await loadCsv(`${origin}/table.csv`, { target: 'a' })).toEqual({
    columns: ['b, with comma', 'y'],
    rows: [
      [2, 3],
      [5, 6],
    ],
    targets: [1, 4],
  });
});

test('what is compressed on the way, from elsewhere too, whose headers a browser hides', async () => {
  const table = await loadCsv(at('table.csv'));
  expect(await loadCsv(`${origin}/packed`)).toEqual(table);
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    const response = await fetch(...request);
    const headers = new Headers({ 'content-length': response.headers.get('content-length')! });
    return Object.defineProperties(response, { type: { value: 'cors' }, headers: { value: headers } });
  };
  try {
    expect(await loadCsv(`${origin}/packed`)).toEqual(table);
  } finally {
    globalThis.fetch = fetch;
  }
});

test('a byte-order mark and the line ends of Windows are taken off', async () => {
  expect(await loadCsv(at('marked.csv'))).toEqual({ columns: ['a', 'b'], rows: [[1, 2]], targets: [3] });
  expect(await loadLibsvm(at('marked.libsvm'))).toEqual({ rows: [[0.5], [1]], targets: [1, -1] });
});

test('progress ends with everything, of a known total', async () => {
  for (const source of [at('images.idx'), `${origin}/images.idx`]) {
    const seen: { loaded: number; total: number | undefined }[] = [];
    await readBytes(source, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ loaded: idx.length, total: idx.length });
  }
  const unknown: (number | undefined)[] = [];
  await readBytes(`${origin}/chunked`, { onProgress: ({ total }) => unknown.push(total) });
  expect(new Set(unknown)).toEqual(new Set([undefined]));
});

test.each([
  [() => loadIdx(at('nothing.idx')), /nothing\.idx cannot be read \(ENOENT\)\.$/],
  [() => loadIdx(folder), /is not a file\.$/],
  [() => loadIdx(at('short.idx')), /short\.idx: IDX file has 9 bytes of values, but shape \[2,2,3\] needs 12\.$/],
  [() => loadIdx(at('broken.idx.gz')), /broken\.idx\.gz is not a complete gzip file\.$/],
  [() => loadIdx(at('table.csv')), /table\.csv: IDX file begins with bytes 97, 44, 34, 98, but must begin with 0, 0/],
  [() => loadIdx(at('images.idx'), { sha256 }), /has SHA-256 [0-9a-f]{64}, but must have [0-9a-f]{64}\.$/],
  [() => loadCsv(at('latin.csv')), /latin\.csv: not text in UTF-8\.$/],
  [() => loadCsv(at('utf16.csv')), /utf16\.csv: not text in UTF-8\.$/],
  [() => loadLibsvm(at('wide.libsvm')), /wide\.libsvm: LIBSVM file, line 1: dense rows of 1 x 4294967295 values are/],
  [() => loadLibsvm(at('overflow.libsvm')), /overflow\.libsvm: LIBSVM file, line 2, target: '1e308' is beyond float32/],
  [() => loadCsv(at('bomb.csv.gz'), { maxBytes: 1000 }), /bomb\.csv\.gz unpacks to more than maxBytes, 1000 bytes\.$/],
  [() => loadIdx(at('images.idx'), { maxBytes: 27 }), /images\.idx has more than maxBytes, 27 bytes\.$/],
  [() => loadIdx(`${origin}/chunked`, { maxBytes: 27 }), /chunked has more than maxBytes, 27 bytes\.$/],
  [() => loadIdx(at('images.idx'), { maxBytes: Number.NaN }), /maxBytes is NaN, but must be larger than 0\.$/],
  [() => loadIdx(at('images.idx'), { sha256: '' }), /has SHA-256 [0-9a-f]{64}, but must have \.$/],
  [() => loadCsv(`${origin}/missing`), /missing answered 404 Not Found\.$/],
  [() => loadCsv(`${origin}/cut`), /cut broke off: .*\.$/],
  [() => loadCsv('http://127.0.0.1:1/'), /cannot be reached: .*\.$/],
])('%s is refused in one sentence', async (read, message) => {
  await expect(read()).rejects.toThrow(message);
});

test('reading can be stopped', async () => {
  await expect(readBytes(`${origin}/images.idx`, { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
});
