import { parseHTML } from 'linkedom';
import { candidates } from '../candidates/candidates.js';
import { makeRun } from '../fixtures/make-run.js';
import type { RunRecord } from '../study/run-record.js';
import { groupBy } from './group-by.js';
import { report } from './report.js';

const names = Object.keys(candidates);

/** Runs of so many optimizers on so many problems, without trajectories, as these take long to draw. */
const runsOf = (optimizers: number, problems: number, seeds = 1): RunRecord[] =>
  Array.from({ length: problems }, (_, problem) =>
    names.slice(0, optimizers).flatMap((name, place) =>
      Array.from({ length: seeds }, (_, seed) =>
        makeRun(
          {
            optimizer: { name, options: { [candidates[name].stepSize ?? 'tau']: 0.1 } },
            problem: { expression: 'x^2', start: [problem] },
            seed,
          },
          1 + ((place * 7 + problem) % optimizers),
          { trajectory: undefined },
        ),
      ),
    ),
  ).flat();

const parse = (page: string) => parseHTML(page).document;
const count = (document: Document, selector: string) => document.querySelectorAll(selector).length;

describe('of all optimizers', () => {
  const page = parse(report(runsOf(names.length, 1)));

  test('there is a row for each, and no two look alike', () => {
    const swatches = Array.from(page.querySelectorAll('#problem-1 table:has(td.setting) tbody th .swatch'));
    expect(swatches).toHaveLength(names.length);
    expect(new Set(swatches.map(({ outerHTML }) => outerHTML)).size).toBe(names.length);
  });

  test('the bar that stays in sight has one line of names, which scrolls', () => {
    expect(page.querySelector('.bar ul')!.classList.contains('line')).toBe(true);
    expect(
      parse(report(runsOf(3, 1)))
        .querySelector('.bar ul')!
        .classList.contains('line'),
    ).toBe(false);
  });

  test('a chart names no more than have room, the best, and says how many it does not', () => {
    const [chart] = Array.from(page.querySelectorAll('#problem-1 figure'));
    const labels = Array.from(chart.querySelectorAll('svg text'), ({ textContent }) => textContent);
    const best = Array.from(
      page.querySelectorAll('#problem-1 table:has(td.setting) tbody th'),
      ({ textContent }) => textContent,
    ).slice(0, 12);
    const named = names.filter((name) =>
      labels.some((label) => label === name || (label.endsWith('…') && name.startsWith(label.slice(0, -1)))),
    );
    expect(named.sort()).toEqual(best.sort());
    expect(chart.textContent).toContain(`The 12 best are shown; ${names.length - 12} others are faint`);
  });

  test('every optimizer has a line, faint or not', () => {
    const [chart] = Array.from(page.querySelectorAll('#problem-1 figure'));
    const found = names.filter((_, index) => chart.querySelector(`.optimizer-${index}[data-mark=line]`));
    expect(found).toHaveLength(names.length);
    expect(count(chart as never, '.behind')).toBe(names.length - 12);
  });
});

describe('of many problems', () => {
  const page = parse(report(runsOf(2, 30)));

  test('ranks have a table of their own, a row for each problem, with a link to it', () => {
    const links = Array.from(page.querySelectorAll('#ranking .map tbody th a'), (link) => link.getAttribute('href'));
    expect(links).toEqual(Array.from({ length: 30 }, (_, index) => `#problem-${index + 1}`));
    expect(count(page, '#finals > .table:first-of-type thead th')).toBe(4);
    expect(count(page, '#ranking .map td.rank')).toBe(2 * 30);
  });

  test('the bar has few links, one of them to that table', () => {
    expect(count(page, '.bar nav a')).toBe(5);
    expect(page.querySelector('.bar nav a[href="#problems"]')!.textContent).toBe('30 problems');
    expect(page.querySelector('#problems')).not.toBeNull();
  });
});

test('what scrolls can be reached by keyboard, and has a name', () => {
  for (const page of [report(runsOf(2, 30)), report(runsOf(30, 1))].map(parse)) {
    for (const table of Array.from(page.querySelectorAll('table'))) {
      const region = table.closest('.table')!;
      expect(region.getAttribute('tabindex')).toBe('0');
      expect(region.getAttribute('aria-label')).not.toBe('');
    }
  }
});

describe('of many runs', () => {
  /** How often a report looks at a curve. */
  function looks(seeds: number): number {
    let count = 0;
    const runs = runsOf(2, 1, seeds).map(({ curve, ...run }) =>
      Object.defineProperty(run as RunRecord, 'curve', {
        enumerable: true,
        get() {
          count++;
          return curve;
        },
      }),
    );
    report(runs);
    return count;
  }

  test('the work grows as their number', () => {
    const [some, many] = [looks(50), looks(400)];
    expect(many / some).toBeLessThan(1.1 * 8);
  });

  test('groups of any size are made', () => {
    const values = Array.from({ length: 300_000 }, (_, index) => index);
    expect(groupBy(values, (value) => String(value % 2)).map(({ length }) => length)).toEqual([150_000, 150_000]);
  });
});
