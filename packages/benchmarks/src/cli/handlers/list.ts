import type { Given } from '../commands/given.js';
import { print } from '../terminal.js';
import { unknownName } from '../unknown-name.js';

/** What can be listed. Each loads what it tells of alone. */
const kinds = {
  optimizers: () => import('./list-optimizers.js'),
  problems: () => import('./list-problems.js'),
  games: () => import('./list-games.js'),
};

/** Lists what was asked for. */
export async function list({ what, json }: Given): Promise<void> {
  if (what !== undefined && !Object.hasOwn(kinds, String(what))) {
    throw unknownName('list', String(what), Object.keys(kinds));
  }
  const asked = Object.entries(kinds).filter(([kind]) => what === undefined || kind === what);
  const loaded = await Promise.all(asked.map(async ([kind, load]) => [kind, await load()] as const));
  if (json) print(JSON.stringify(Object.fromEntries(loaded.map(([kind, { data }]) => [kind, data()])), null, 2));
  else for (const [, { text }] of loaded) print(text());
}
