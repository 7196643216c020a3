import * as zoo from '@optimizer-zoo/optimizers';
import { wrappers } from '../../candidates/optimizer-term.js';
import { fenced } from '../../export/markdown-parts.js';
import { sections } from '../../gallery/sections.js';
import { scheduleDrawing } from '../../report/schedule-gallery.js';
import { descriptionOf, descriptionOfSchedule } from './about.js';
import type { SitePage } from './optimizer-pages.js';

/** The pages of what goes into and around an optimizer: each part with its docstring. */
export const partPages = (): SitePage[] => [schedulePage(), wrapperPage(), sourcePage()];

const isSource = ([, value]: [string, unknown]) => typeof value === 'function' && 'source' in value;

/** The gradient sources that are made with options, by name. */
export const sourceNames: readonly string[] = Object.entries<unknown>(zoo)
  .filter(isSource)
  .map(([name]) => name);

const partOf = (name: string) => `## ${name}\n\n${descriptionOf(name)}`;

const wrapperPage = (): SitePage => ({
  name: 'wrappers',
  title: 'Wrappers, one by one',
  content: [
    '# Wrappers',
    'Each goes around any optimizer, and around another wrapper: the two become one rule, one kernel for a step, one saved state. [All of them, in a table](/guide/zoo#wrappers).',
    fenced(
      'js',
      "import { adamw, clipByGlobalNorm, ema } from '@optimizer-zoo/optimizers';\n\nconst optimizer = ema(clipByGlobalNorm(adamw(), { globalClipnorm: 1 }), { emaMomentum: 0.999 });",
    ),
    ...Object.keys(wrappers).map(partOf),
  ].join('\n\n'),
});

const sourcePage = (): SitePage => ({
  name: 'gradient-sources',
  title: 'Sources, one by one',
  content: [
    '# Gradient sources',
    'What an optimizer measures at a step, as its option `gradient`. Those with a `gradient` of their own go around another. [What each costs, and how they work in model.fit](/guide/gradient-sources).',
    fenced(
      'js',
      "import { adam, sharpnessAware } from '@optimizer-zoo/optimizers';\n\nconst optimizer = adam({ gradient: sharpnessAware({ rho: 0.05 }) });",
    ),
    ...sourceNames.map(partOf),
  ].join('\n\n'),
});

const schedulePage = (): SitePage => ({
  name: 'schedules',
  title: 'Schedules, drawn',
  content: [
    '# Schedules',
    'Every numeric hyperparameter takes a number or one of these. [Their options and values in a table, and callbacks for model.fit](/guide/schedules).',
    fenced(
      'js',
      "import { adamw } from '@optimizer-zoo/optimizers';\nimport { cosineDecay } from '@optimizer-zoo/schedulers';\n\nconst optimizer = adamw({ learningRate: cosineDecay({ initialValue: 0.01, decaySteps: 10000 }) });",
    ),
    ...sections.flatMap(({ title, note, panels }) => [
      `## ${title}`,
      note,
      ...panels.map((panel) =>
        [
          `### ${panel.name}`,
          `<figure class="schedule">${scheduleDrawing(panel).markup}</figure>`,
          descriptionOfSchedule(panel.name),
        ].join('\n\n'),
      ),
    ]),
  ].join('\n\n'),
});
