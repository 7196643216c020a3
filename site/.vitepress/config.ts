import { fileURLToPath } from 'node:url';
import { katex } from '@mdit/plugin-katex';
import { defineConfig } from 'vitepress';
import llmstxt from 'vitepress-plugin-llms';
import {
  apiSidebar,
  families,
  guidePages,
  paletteStyleByClass,
  partPages,
  repository,
  theoryPages,
} from '../from-the-code.js';

const titles = new Map(guidePages().map(({ name, title }) => [name, title]));
/** Links to pages of the guide, each checked to be there. */
const guide = (...names: string[]) =>
  names.map((name) => {
    if (!titles.has(name)) throw new Error(`The guide has no page '${name}'; it has ${[...titles.keys()].join(', ')}.`);
    return { text: titles.get(name), link: `/guide/${name}` };
  });

const groups = [
  { text: 'Use', items: guide('choosing', 'installing', 'training', 'float64') },
  {
    text: 'Parts',
    items: [
      { text: 'What exists', link: '/guide/zoo' },
      ...partPages().map(({ name, title }) => ({ text: title, link: `/parts/${name}` })),
      ...guide('schedules', 'gradient-sources', 'second-order', 'derivatives', 'extending'),
    ],
  },
  { text: 'Look and compare', items: guide('landscape', 'testbed', 'benchmarks', 'beyond-one-machine') },
  {
    text: 'Proof',
    items: [
      { text: 'How each thing is shown', link: '/proof/' },
      ...theoryPages().map(({ name, title }) => ({ text: title, link: `/proof/${name}` })),
      ...guide('reproductions', 'how-it-works'),
    ],
  },
];
const linked = groups.flatMap(({ items }) => items.map(({ link }) => link));
const others = guide(...titles.keys()).filter(({ link }) => !linked.includes(link));
const sidebar = [...groups, ...(others.length > 0 ? [{ text: 'More', items: others }] : [])];

/** A path down a slope. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M4 5c2 14 5 20 9 20s4-12 7-12 3 10 8 12" fill="none" stroke="#2b5fb3" stroke-width="4" stroke-linecap="round"/></svg>`;

export default defineConfig({
  title: 'The optimizer zoo',
  description: 'Optimizers, schedules and benchmarks for TensorFlow.js, each held to a reference',
  lang: 'en',
  cleanUrls: true,
  head: [
    ['style', {}, paletteStyleByClass('dark')],
    ['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(icon)}` }],
  ],
  lastUpdated: false,
  srcExclude: ['README.md'],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      md.use(katex, {
        mathFence: true,
        output: 'htmlAndMathml',
        transformer: (markup) => markup.replace('class="katex-display"', '$& tabindex="0"'),
      });
      const block = md.renderer.rules.code_block!;
      // an equation of a docstring, which scrolls by keyboard too
      md.renderer.rules.code_block = (...given) => block(...given).replace('<pre', '<pre tabindex="0"');
    },
  },
  vite: {
    plugins: [llmstxt({ ignoreFiles: ['api/**'] })],
    resolve: {
      dedupe: ['vue'],
      alias: [
        { find: /^@tensorflow\/tfjs$/, replacement: fileURLToPath(new URL('../tfjs-core-alone.ts', import.meta.url)) },
      ],
    },
    worker: { format: 'es' },
    ssr: { noExternal: ['comlink', 'd3-array'] },
  },
  themeConfig: {
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: repository }],
    nav: [
      { text: 'Race', link: '/race/' },
      { text: 'Start', link: '/start/model-fit' },
      { text: 'Optimizers', link: '/optimizers/' },
      { text: 'Schedules', link: '/parts/schedules' },
      { text: 'Guide', link: '/guide/zoo' },
      { text: 'Proof', link: '/proof/' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: {
      '/start/': [
        {
          text: 'Start in one minute',
          items: [
            { text: 'model.fit', link: '/start/model-fit' },
            { text: 'Own loops', link: '/start/own-loops' },
            { text: 'Functions without tfjs', link: '/start/functions' },
            { text: 'In a page', link: '/start/in-a-page' },
            { text: 'In a worker', link: '/start/in-a-worker' },
            { text: 'Examples', link: '/start/examples' },
          ],
        },
        {
          text: 'Coming from',
          items: [
            { text: 'tf.train', link: '/start/from-tf-train' },
            { text: 'Keras', link: '/start/from-keras' },
            { text: 'PyTorch', link: '/start/from-torch' },
            { text: 'optax', link: '/start/from-optax' },
          ],
        },
      ],
      '/optimizers/': [
        { text: 'All', link: '/optimizers/' },
        ...families().map(({ title, names }) => ({
          text: title,
          items: names.map((name) => ({ text: name, link: `/optimizers/${name}` })),
        })),
      ],
      '/guide/': sidebar,
      '/parts/': sidebar,
      '/proof/': sidebar,
      '/api/': apiSidebar(),
    },
    outline: [2, 3],
    footer: { message: 'Apache-2.0' },
  },
});
