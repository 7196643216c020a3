import { code, escaped, table } from '../export/markdown-parts.js';
import { reproductions } from './index.js';
import type { JudgedFigure, Reproduced } from './judge.js';
import { boundsText, commandOf, knownText, oursText, outcomeText, sameText } from './reproduction-text.js';

/** What such a page begins with, so that it is known again. */
export const reproductionsMark = '<!-- written by optimizer-zoo reproduce -->';

const introduction = `# Published results, measured again

What a paper says it found, in a setting small enough to be run again; what the zoo's optimizers give there; and between which
bounds that counts as the same. What does not come out is said. \`optimizer-zoo reproduce\` measures all of it, \`optimizer-zoo
reproduce NAME\` one, and with \`--broken\` also an optimizer that was broken, which has to lose figures. This page is written by
\`optimizer-zoo reproduce --markdown docs/reproductions.md\`, or section by section with a name.`;

/** A page with a section for each; those that were not measured now stay as they are in the page before. */
export function reproductionsMarkdown(all: readonly Reproduced[], before = ''): string {
  const sections = reproductions.flatMap(({ name }) => {
    const one = all.find((measured) => measured.name === name);
    const section = one ? sectionOf(one) : sectionIn(before, name);
    return section === undefined ? [] : [{ name, section }];
  });
  const contents = table(
    ['Result', 'Outcome'],
    sections.map(({ name, section }) => [linkTo(name), outcomeIn(section)]),
  );
  return `${[reproductionsMark, introduction, contents, ...sections.map(({ section }) => section)].join('\n\n')}\n`;
}

const linkTo = (name: string) => `[${code(name)}](#${name.toLowerCase()})`;

const marks = (name: string) => [`<!-- ${name} -->`, `<!-- /${name} -->`] as const;

function sectionOf(one: Reproduced): string {
  const [start, end] = marks(one.name);
  const notes = [one.source, knownText(one), one.remark].filter(Boolean).map((note) => note!.replace(/\.$/, ''));
  const figures = table(['Figure', 'Published', 'Ours', 'Accepted', 'Same'], one.figures.map(row));
  const parts = [
    start,
    `## ${one.name}`,
    `**${outcomeText(one)}**: ${escaped(one.claim)}.`,
    `${escaped(notes.join('. '))}.`,
  ];
  return [...parts, figures, code(`${commandOf(one)}${one.extent === 'short' ? ' --short' : ''}`), end].join('\n\n');
}

const row = (figure: JudgedFigure) =>
  [figure.of, figure.published, oursText(figure), boundsText(figure), sameText(figure)].map(escaped);

function sectionIn(page: string, name: string): string | undefined {
  const [start, end] = marks(name);
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  return from < 0 || to < from ? undefined : page.slice(from, to + end.length);
}

const outcomeIn = (section: string) => /^\*\*(.*?)\*\*/m.exec(section)![1];
