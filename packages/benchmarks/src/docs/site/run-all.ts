// Measures what the pages show; what is stored already is not run again:
//   node packages/benchmarks/dist/docs/site/run-all.js
import { withCards } from '../../card/cards.js';
import { main } from '../../cli/main.js';
import { diagnosis } from './diagnosis.js';
import { askFor, runsFile } from './runs.js';
import { theory } from './theory-pages.js';

process.exitCode = await main(['run', ...askFor(withCards), '--out', runsFile]);
await diagnosis.measure();
await theory.measure();
