import { type Form, formsOf } from '../../export/forms.js';
import type { Findings } from '../../report/findings.js';
import { newFile, writeNewFile } from '../commands/files.js';
import { formOptions } from '../commands/form-options.js';
import { type Given, single } from '../commands/given.js';

/** Where these go, checked before anything is computed. */
export type FormPaths = readonly (readonly [form: Form, file: string])[];

export const formPaths = (given: Given): FormPaths =>
  (Object.keys(formOptions) as Form[]).flatMap((form) => {
    const file = single(form, given);
    return file === undefined ? [] : [[form, newFile(form, file)] as const];
  });

export function writeForms(paths: FormPaths, findings: Findings): void {
  for (const [form, file] of paths) writeNewFile(form, file, formsOf[form](findings));
}
