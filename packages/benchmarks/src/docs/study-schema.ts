import { toJsonSchema } from '@valibot/to-json-schema';
import { candidates } from '../candidates/candidates.js';
import { namedProblems } from '../real-data/problems.js';
import { studyFile } from '../study/study-file.js';

/** The JSON schema of a study file, with the names that an editor may offer. */
export function studySchema(): string {
  const schema = toJsonSchema(studyFile, { errorMode: 'ignore' });
  const { optimizers, problems } = schema.properties as Record<string, { items: { anyOf: object[] } }>;
  optimizers.items.anyOf.unshift({ enum: Object.keys(candidates) });
  problems.items.anyOf.unshift({ enum: namedProblems.map(({ name }) => name) });
  return `${JSON.stringify({ title: 'A study of optimizers', ...schema }, undefined, 2)}\n`;
}
