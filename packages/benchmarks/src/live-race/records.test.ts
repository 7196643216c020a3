import { parseTerms } from '../candidates/parse-terms.js';
import { checkSchema } from '../study/parse-lines.js';
import { runId } from '../study/run-config.js';
import { runRecord } from '../study/run-record.js';
import { firstRace, startedAt } from './race.js';
import { raceOfLines } from './race-of-lines.js';
import { pageEnvironment, recordOf } from './records.js';
import { runConfigOf } from './run-config-of.js';
import { runTrack } from './track.js';
import { commandOf } from './use.js';

const agent = { platform: 'Linux x86_64', userAgent: 'Mozilla/5.0 (X11; Linux) Chrome/156.0.8078.108 Safari/537.36' };

const linesOf = async (text: string, problem = startedAt({ name: 'booth' }, [1, 2])) => {
  const records = [];
  for (const optimizer of parseTerms('', text)) {
    const config = { optimizer, problem, seed: 0, steps: 20 };
    const { outcome } = await runTrack(config);
    const environment = pageEnvironment('0.1.0', agent);
    records.push(await recordOf({ config: runConfigOf(config), outcome, environment, command: commandOf(firstRace) }));
  }
  return records;
};

test('what a page stores is a line of the command line, under the same name', async () => {
  const [record] = await linesOf('adam(learningRate=0.1)');
  expect(checkSchema(runRecord, JSON.parse(JSON.stringify(record)))).toMatchObject({ status: 'ok' });
  expect(record!.id).toBe(runId(record!.config));
  expect(record!.environment.browser).toBe('Chrome 156.0.8078.108');
});

test('lines become the race that they are of; what cannot be is told', async () => {
  const records = await linesOf('adam(learningRate=0.1), sgd');
  const text = ['not JSON', ...records.map((record) => JSON.stringify(record))].join('\n');
  const { race, complaints } = raceOfLines(text, firstRace);
  expect(race).toMatchObject({ problem: startedAt({ name: 'booth' }, [1, 2]), fairness: 'yours', steps: 20, seed: 0 });
  expect(race!.optimizers).toEqual(parseTerms('', 'adam(learningRate=0.1), sgd'));
  expect(complaints[0]).toMatch(/^line 1 is skipped/);
  expect(raceOfLines('', firstRace)).toEqual({ complaints: ['No run of a function of two variables is in the file.'] });
});

test('the command asks for the same race', () => {
  expect(commandOf(firstRace)).toBe(
    "optimizer-zoo run --optimizer 'sgd, momentum, adam, ademamix, nagGs, lbfgs' --problem rosenbrock --seeds 1 --budget 300 --tune 30 --backend float64",
  );
});
