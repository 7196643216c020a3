// Makes a results file of as many stored runs as told, and measures what DuckDB takes to make Parquet of it, and the report's tables of
// that, on Linux: node scripts/large-queries.mjs [runs=1000000]. Needs `pnpm run build`, and 7 kB of disk for each run.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measured, told } from './large-results/measured.mjs';
import { writeRuns } from './large-results/write-runs.mjs';

const [wanted = 1_000_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(path.join(tmpdir(), 'zoo-queries-'));
const [file, parquet] = [path.join(folder, 'runs.jsonl'), path.join(folder, 'parquet')];
try {
  console.log(`${writeRuns(file, wanted)} runs, ${Math.round(statSync(file).size / 1e6)} MB`);
  console.log(`to Parquet: ${told(await measured('export', file, '--parquet-folder', parquet))}`);
  const tables = ['--markdown', path.join(folder, 'tables.md'), '--json', path.join(folder, 'figures.json')];
  console.log(`the report's tables: ${told(await measured('query', '--from', parquet, ...tables))}`);
} finally {
  rmSync(folder, { recursive: true });
}
