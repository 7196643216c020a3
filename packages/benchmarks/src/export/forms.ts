import type { Findings } from '../report/findings.js';
import { figuresOf } from './figures.js';
import { markdownOf } from './markdown.js';

/** A report as text, beside the page. */
export const formsOf = {
  markdown: (findings: Findings) => `${markdownOf(findings)}\n`,
  json: (findings: Findings) => `${JSON.stringify(figuresOf(findings), undefined, 2)}\n`,
} as const;

export type Form = keyof typeof formsOf;
