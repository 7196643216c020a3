import type * as v from 'valibot';
import { backendNames } from '../../backends/backend-names.js';
import { readLines } from '../../study/json-lines.js';
import { checkSchema } from '../../study/parse-lines.js';
import { checkRecords, complain, pageBeside, pagePath, recordsPath } from '../commands/files.js';
import { type Given, oneOf, single } from '../commands/given.js';
import { browserBackends } from '../commands/speed-choices.js';
import { readInput } from '../input-error.js';

/** The backend, and whether in a browser: asked for so, or to be had only there. */
export function readBackend(given: Given) {
  const inBrowser = given.backend === 'webgl' || Boolean(single('browser', given));
  const names = inBrowser ? browserBackends : ([...backendNames, 'webgl'] as const);
  return { inBrowser, asked: given.backend === undefined ? undefined : oneOf('backend', given, names) };
}

/** The file that measurements are added to, what it holds, and where its page goes. */
export function openMeasurements<Schema extends v.GenericSchema>(
  given: Given,
  unlessGiven: string,
  schema: Schema,
  firstKey: string,
): { readonly out: string; readonly html: string; readonly stored: readonly v.InferOutput<Schema>[] } {
  const out = recordsPath(single('out', given) ?? unlessGiven);
  const { records, complaints } = readInput('--out', () => readLines(out, (value) => checkSchema(schema, value)));
  checkRecords(out, 'measurements', records.length > 0, firstKey);
  complain(complaints);
  return { out, html: pagePath(single('html', given) ?? pageBeside(out, 'speed'), out), stored: records };
}
