import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pickBackend } from '../../backends/pick-backend.js';
import { codeVersion } from '../../study/code-version.js';
import { inRepository } from './root.js';

/** Something that is measured for the site, once for each version of the code, and kept in `site/.runs`. */
export interface Measured<T> {
  /** What was measured last; undefined where nothing was. */
  stored(): T | undefined;
  /** Measures, unless this version of the code has been measured. */
  measure(): Promise<void>;
}

export function measured<T>(name: string, measure: () => Promise<T>): Measured<T> {
  const file = inRepository(`site/.runs/${name}.json`);
  const read = (): { version: string; content: T } | undefined =>
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return {
    stored: () => read()?.content,
    async measure() {
      if (read()?.version === codeVersion()) return;
      await pickBackend('cpu'); // so that the figures are the same everywhere
      const content = await measure();
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ version: codeVersion(), content }));
    },
  };
}
