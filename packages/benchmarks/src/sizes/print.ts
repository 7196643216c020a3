import { sizeTable } from './table.js';

// What one import brings, minified and gzipped, with everything but tfjs; `pnpm run sizes`.
const rows = (await sizeTable()).toSorted((a, b) => b.size - a.size);
const width = Math.max(...rows.map(({ what }) => what.length));
const columns = (what: string, size: string, goal: string) =>
  `${what.padEnd(width)} ${size.padStart(7)} ${goal.padStart(6)}`;
console.log(columns('kB, gzipped, without tfjs', 'is', 'goal'));
for (const { what, size, goal, until } of rows)
  console.log(
    `${columns(what, size.toFixed(1), goal.toFixed(1))}${until ? `  until then ${until.budget}: ${until.reason}` : ''}`,
  );
