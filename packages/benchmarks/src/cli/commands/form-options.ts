const path = { type: 'string', nargs: 1, requiresArg: true } as const;

/** What a report can be beside a page. */
export const formOptions = {
  markdown: { ...path, describe: 'also the tables of the report as Markdown, as for a pull request' },
  json: { ...path, describe: 'also all figures of the report as JSON' },
} as const;
