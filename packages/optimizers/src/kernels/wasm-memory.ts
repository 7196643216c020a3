/** WebAssembly's memories come in pages of 64 KiB: so many hold the bytes. */
export const pagesOf = (bytes: number): number => Math.ceil(bytes / 65536);

/** Whether threads share it, which modules that import it must say. */
export const isShared = ({ buffer }: WebAssembly.Memory): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
