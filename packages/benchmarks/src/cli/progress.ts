import { type Options, SingleBar } from 'cli-progress';
import { problemLabel } from '../candidates/problem-label.js';
import { formatTerm } from '../candidates/term.js';
import type { RunConfig } from '../study/run-config.js';
import type { RunRecord } from '../study/run-record.js';
import { visibleLine } from './terminal.js';

/** Shows how far a study is, on stderr. */
export interface Progress {
  start(config: RunConfig): void;
  done(run: RunRecord): void;
  reused(run: RunRecord): void;
  /** How many runs another process has in work. */
  waiting(count: number): void;
  stop(): void;
}

/**
 * A bar with counts, the time so far and the runs in work. Runs differ too much in length to tell the time left.
 */
export function showProgress(total: number): Progress {
  const bar = progressBar('{bar} {value}/{total} runs ({notes}) · {duration_formatted} so far · {running}');
  const running = new Set<string>();
  const counts = { reused: 0, diverged: 0, failed: 0, ok: 0, 'not applicable': 0 };
  let elsewhere = 0;
  const payload = () => ({
    running: [...running, ...(elsewhere > 0 ? [`another process has ${elsewhere} in work`] : [])].join(', '),
    notes: `${counts.reused} reused, ${counts.diverged} diverged${counts.failed > 0 ? `, ${counts.failed} failed` : ''}`,
  });
  bar.start(total, 0, payload());
  return {
    start(config) {
      running.add(label(config));
      bar.update(payload());
    },
    done({ config, status }) {
      running.delete(label(config));
      counts[status]++;
      bar.increment(payload());
    },
    reused({ status }) {
      counts.reused++;
      counts[status]++;
      bar.increment(payload());
    },
    waiting(count) {
      elsewhere = count;
      bar.update(payload());
    },
    stop: () => bar.stop(),
  };
}

/**
 * Shows how far a row of tasks is that are done one after the other. It changes no setting of the terminal, as such work
 * does not stop for Ctrl-C: that must end the process as it stands.
 */
export function showTasks(total: number): { start(task: string): void; done(): void; stop(): void } {
  const bar = progressBar('{bar} {value}/{total} · {duration_formatted} so far · {task}', {
    hideCursor: false,
    linewrap: true,
  });
  bar.start(total, 0, { task: '' });
  return { start: (task) => bar.update({ task }), done: () => bar.increment(), stop: () => bar.stop() };
}

/** A bar on a terminal; in a log file, a line every few seconds. */
const progressBar = (format: string, more: Options = {}) =>
  new SingleBar({
    format,
    formatTime: formatElapsed,
    barsize: 24,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    ...more,
  });

/** 45s, 1m05s */
export const formatElapsed = (seconds: number): string =>
  seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;

const label = ({ optimizer, problem }: RunConfig) =>
  visibleLine(`${formatTerm(optimizer)} on ${problemLabel(problem)}`).slice(0, 60);
