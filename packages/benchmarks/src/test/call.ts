import { main } from '../main.js';

/** What a command prints and how it ends. */
export async function call(...args: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const { log, error } = console;
  const write = process.stderr.write;
  console.log = (text) => void printed.push(String(text));
  console.error = (text) => void complained.push(String(text));
  process.stderr.write = () => true; // the progress bar
  try {
    const code = await main(args);
    return { code, printed: printed.join('\n'), complained: complained.join('\n') };
  } finally {
    Object.assign(console, { log, error });
    process.stderr.write = write;
  }
}
