import { optimizerList, optimizerTable } from './optimizers.js';
import { wrapperTable } from './wrappers.js';

/** What is written from the code into pages that people write. */
export const written: readonly { readonly file: string; readonly name: string; content(): string }[] = [
  { file: 'docs/zoo.md', name: 'optimizers', content: optimizerTable },
  { file: 'docs/zoo.md', name: 'wrappers', content: wrapperTable },
  { file: 'packages/optimizers/README.md', name: 'optimizers', content: () => optimizerList('../../docs/') },
];
