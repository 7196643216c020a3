// Measures what the pages of the optimizers show; what is stored already is not run again:
//   node packages/benchmarks/dist/docs/site/run-all.js
import { withCards } from '../../card/cards.js';
import { main } from '../../cli/main.js';
import { measureDiagnosis } from './diagnosis.js';
import { askFor, runsFile } from './runs.js';

process.exitCode = await main(['run', ...askFor(withCards), '--out', runsFile]);
await measureDiagnosis();
