import { firstRun, version } from './from-the-code.js';

declare const data: Awaited<ReturnType<typeof firstRun>>;

export { data };

export default { load: () => firstRun(version) };
