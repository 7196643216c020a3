import { katex } from '@mdit/plugin-katex';
import { defineConfig } from 'vitepress';
import llmstxt from 'vitepress-plugin-llms';
import { apiSidebar, guidePages, repository, withCards } from '../from-the-code.js';

export default defineConfig({
  title: 'The optimizer zoo',
  description: 'Optimizers, schedules and benchmarks for TensorFlow.js, each held to a reference',
  lang: 'en',
  cleanUrls: true,
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
  vite: { plugins: [llmstxt({ ignoreFiles: ['api/**'] })] },
  themeConfig: {
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: repository }],
    nav: [
      { text: 'Start', link: '/start/model-fit' },
      { text: 'Optimizers', link: '/optimizers/' },
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
        { text: 'Cards', items: withCards.map((name) => ({ text: name, link: `/optimizers/${name}` })) },
      ],
      '/guide/': [
        { text: 'Guide', items: guidePages().map(({ name, title }) => ({ text: title, link: `/guide/${name}` })) },
      ],
      '/api/': apiSidebar(),
    },
    outline: [2, 3],
    footer: { message: 'Apache-2.0' },
  },
});
