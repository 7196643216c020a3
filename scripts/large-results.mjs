// Makes a results file of as many stored runs as told, and measures what its report takes, on Linux:
// node scripts/large-results.mjs [runs=100000]. Needs `pnpm run build`; fails above 20 s of processor time or 1 GB.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measured, told } from './large-results/measured.mjs';
import { writeRuns } from './large-results/write-runs.mjs';

const [wanted = 100_000] = process.argv.slice(2).map(Number);
const [mostSeconds, mostMegabytes] = [20, 1000];
const folder = mkdtempSync(path.join(tmpdir(), 'zoo-large-'));
const file = path.join(folder, 'runs.jsonl');
console.log(`${writeRuns(file, wanted)} runs, ${Math.round(statSync(file).size / 1e6)} MB`);

const taken = await measured('report', file);
const page = path.join(folder, 'runs-report.html');
console.log(`report: ${told(taken)}, a page of ${(statSync(page).size / 1e6).toFixed(1)} MB`);
if (process.env.KEEP) console.log(page);
else rmSync(folder, { recursive: true });
process.exitCode = taken.seconds > mostSeconds || taken.megabytes > mostMegabytes ? 1 : 0;
