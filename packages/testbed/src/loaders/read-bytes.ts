/** How a file is read. */
export interface ReadOptions {
  /** Called as bytes arrive; `total` is unknown where the server does not say. */
  readonly onProgress?: (progress: { readonly loaded: number; readonly total: number | undefined }) => void;
  /** What the SHA-256 of the file must be, in hexadecimal. Of a compressed file: of the file as it lies there. */
  readonly sha256?: string;
  /** The most bytes that are read, or unpacked: a small file can unpack to more than memory holds. Default 500 million. */
  readonly maxBytes?: number;
  /** Stops the reading. */
  readonly signal?: AbortSignal;
}

interface Opened {
  readonly total: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * The bytes of a file: from a URL (http or https) in a browser or in Node, from a path in Node. What is gzipped is
 * unpacked.
 *
 * @throws Error in one sentence, where it is not there, ends early, or has another checksum.
 */
export async function readBytes(source: string | URL, options: ReadOptions = {}): Promise<Uint8Array> {
  const { onProgress, sha256, maxBytes = 500_000_000, signal } = options;
  if (!(maxBytes > 0)) throw new Error(`maxBytes is ${maxBytes}, but must be larger than 0.`);
  const name = String(source);
  const isUrl = /^https?:/.test(name);
  const { total, chunks } = await (isUrl ? openUrl(name, signal) : openFile(source, signal));
  const tooLarge = new Error(`${name} has more than maxBytes, ${maxBytes} bytes.`);
  const bytes = await collect(chunks, maxBytes, tooLarge, (loaded) => onProgress?.({ loaded, total }));
  if (total !== undefined && bytes.length !== total) {
    throw new Error(`${name} ended after ${bytes.length} bytes, but should have ${total}.`);
  }
  if (sha256 !== undefined) await checkSum(name, bytes, sha256);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(name, bytes, maxBytes) : bytes;
}

/** All chunks in one, as long as they are not too many. */
async function collect(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  tooLarge: Error,
  onChunk?: (loaded: number) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let loaded = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    loaded += chunk.length;
    if (loaded > maxBytes) throw tooLarge;
    onChunk?.(loaded);
  }
  return joined(parts, loaded);
}

async function openUrl(url: string, signal?: AbortSignal): Promise<Opened> {
  const response = await fetch(url, { signal }).catch((error: Error) => {
    throw new Error(`${url} cannot be reached: ${error.message}.`, { cause: error });
  });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status} ${response.statusText}.`);
  const length = response.headers.get('content-length');
  // What is compressed on the way has another length than it is said to have; from elsewhere a browser does not say if it was.
  const isPlain = response.headers.get('content-encoding') === null && response.type !== 'cors';
  return {
    total: length && isPlain ? Number(length) : undefined,
    chunks: chunksOf(response.body, ({ message }) => `${url} broke off: ${message}.`),
  };
}

/** The stream is given up where its reader stops. */
async function* chunksOf(body: ReadableStream<Uint8Array>, explain: (error: Error) => string) {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: Error) => {
        throw new Error(explain(error), { cause: error });
      });
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {}); // what broke off cannot be cancelled
  }
}

async function openFile(source: string | URL, signal?: AbortSignal): Promise<Opened> {
  const { createReadStream, promises } = await import('node:fs');
  const path = String(source).startsWith('file:') ? new URL(source) : source;
  const stat = await promises.stat(path).catch((error: Error & { code?: string }) => {
    throw new Error(`${source} cannot be read (${error.code}).`, { cause: error });
  });
  if (!stat.isFile()) throw new Error(`${source} is not a file.`);
  return { total: stat.size, chunks: createReadStream(path, { signal }) as AsyncIterable<Uint8Array> };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function checkSum(name: string, bytes: Uint8Array, expected: string): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const found = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== expected.toLowerCase()) throw new Error(`${name} has SHA-256 ${found}, but must have ${expected}.`);
}

function gunzip(name: string, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const chunks = chunksOf(
    packed.pipeThrough(new DecompressionStream('gzip')),
    () => `${name} is not a complete gzip file.`,
  );
  return collect(chunks, maxBytes, new Error(`${name} unpacks to more than maxBytes, ${maxBytes} bytes.`));
}
