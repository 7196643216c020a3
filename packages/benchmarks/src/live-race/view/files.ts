import { pngOf, save } from '../../report/client/saving.js';
import { standaloneSvg } from '../../report/client/standalone-svg.js';
import { pageEnvironment, recordOf } from '../records.js';
import { runConfigOf } from '../run-config-of.js';
import { commandOf } from '../use.js';
import type { RaceState } from './state.js';

/** The runs that are shown, as lines of a results file. */
export async function saveRuns({ race, ran, version }: RaceState): Promise<void> {
  const { problem, seed, steps } = race.value;
  const environment = pageEnvironment(version, navigator);
  const command = commandOf(race.value);
  const records = await Promise.all(
    ran.value.flatMap((one) => {
      if (!one) return [];
      const config = runConfigOf({ optimizer: one.setting, problem, seed, steps });
      return [recordOf({ config, outcome: one.track.outcome, environment, command })];
    }),
  );
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  save('race.jsonl', new Blob([lines], { type: 'application/jsonl' }));
}

/** The landscape with its paths, as a file. */
export async function saveStage(within: Element, kind: 'svg' | 'png'): Promise<void> {
  const svg = standaloneSvg(within.closest('.live-race')!.querySelector<SVGSVGElement>('.race-ground')!);
  save(`race.${kind}`, kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg));
}
