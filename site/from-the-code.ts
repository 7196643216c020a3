// What the site takes from the code: these modules of the benchmarks are no part of their package.
export { apiSidebar } from '../packages/benchmarks/dist/docs/site/api-sidebar.js';
export { families } from '../packages/benchmarks/dist/docs/site/families.js';
export { guidePages } from '../packages/benchmarks/dist/docs/site/guide-pages.js';
export { optimizerPages } from '../packages/benchmarks/dist/docs/site/optimizer-pages.js';
export { partPages } from '../packages/benchmarks/dist/docs/site/part-pages.js';
export { repository } from '../packages/benchmarks/dist/docs/site/site-links.js';
export { theoryPages } from '../packages/benchmarks/dist/docs/site/theory-pages.js';
export { firstRun } from '../packages/benchmarks/dist/live-race/first-run.js';
export { paletteStyleByClass } from '../packages/benchmarks/dist/report/palette.js';
export { version } from '../packages/benchmarks/dist/study/code-version.js';
