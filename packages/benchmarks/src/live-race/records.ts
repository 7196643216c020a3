import type { Outcome } from '../run/drive.js';
import { canonicalJson } from '../study/canonical-json.js';
import type { RunConfig } from '../study/run-config.js';
import type { RunRecord } from '../study/run-record.js';

/** What a run came of, and where. */
interface Made {
  readonly config: RunConfig;
  readonly outcome: Outcome;
  readonly environment: RunRecord['environment'];
  readonly command: string;
}

/** A run as the command line stores it. */
export const recordOf = async ({ config, outcome, environment, command }: Made): Promise<RunRecord> => ({
  id: await idOf(config),
  config,
  ...outcome,
  environment,
  study: { command, jobs: 1 },
});

/** `runId` of a page, which has no other hash. */
async function idOf(config: RunConfig): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(config)));
  const bytes = [...new Uint8Array(digest)].slice(0, 8);
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where a page runs. There is no Node, and tfjs computes nothing. */
export function pageEnvironment(version: string, { platform, userAgent }: Pick<Navigator, 'platform' | 'userAgent'>) {
  const browser = /(Firefox|Edg|Chrome|Version)\/[\d.]+/.exec(userAgent)?.[0].replace('/', ' ') ?? 'unknown';
  return { date: new Date().toISOString(), version, node: 'none', tfjs: 'none', backend: 'float64', platform, cpu: 'unknown', browser }; // biome-ignore format: one line
}
