import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '../fixtures/call.js';
import { namedProblems } from '../real-data/problems.js';
import { readRuns } from '../study/store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'zoo-main-'));
const out = path.join(folder, 'runs.jsonl');
const small = ['--out', out, '--steps', '20', '--seeds', '2', '--jobs', '1'];

describe('run', () => {
  const study = [
    '-o',
    'adam,tf.sgd',
    '-p',
    'quadratic',
    '--expr',
    '(1-x)^2 + 100*(y-x^2)^2',
    '--start',
    '-1.2,1',
    '--tune',
    '2',
  ];

  test('keeps its runs and ends with the path of the report', async () => {
    const { code, printed } = await call('run', ...study, ...small);
    expect(code).toBe(0);
    expect(printed.split('\n').at(-1)).toBe(path.join(folder, 'runs-run.html'));
    expect(readFileSync(path.join(folder, 'runs-run.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readRuns(out).runs.size).toBe(2 * 2 * (2 + 2));
  });

  test('the command that a run holds repeats it: nothing is computed again', async () => {
    const before = readFileSync(out, 'utf8');
    const [{ study }] = [...readRuns(out).runs.values()];
    const words = execFileSync('sh', ['-c', `for word in ${study.command}; do printf '%s\\n' "$word"; done`], {
      encoding: 'utf8',
    });
    const { code } = await call(...words.trim().split('\n').slice(1), '--out', out, '--jobs', '1');
    expect(code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(before);
  });

  test('report makes one page of the whole file', async () => {
    const html = path.join(folder, 'all.html');
    const { code, printed } = await call('report', out, '--html', html);
    expect({ code, printed }).toEqual({ code: 0, printed: html });
  });

  test('workers in child processes give the same curves', () => {
    const other = path.join(folder, 'workers.jsonl');
    const command = path.resolve(process.cwd(), 'packages/benchmarks/bin/optimizer-zoo.js'); // needs `pnpm build`
    execFileSync(
      process.execPath,
      [command, 'run', ...study, '--out', other, '--steps', '20', '--seeds', '2', '--jobs', '2'],
      { stdio: 'pipe' },
    );
    const curves = (file: string) => new Map([...readRuns(file).runs.values()].map(({ id, curve }) => [id, curve]));
    expect(curves(other)).toEqual(curves(out));
  });
});

test('list names every optimizer and problem', async () => {
  const { code, printed } = await call('list');
  expect(code).toBe(0);
  for (const name of ['inducedMetric', 'tf.adadelta', 'rosenbrock', 'mlpClassifier', 'Kingma'])
    expect(printed).toContain(name);
});

test('list problems --json is complete', async () => {
  const { code, printed } = await call('list', 'problems', '--json');
  expect(code).toBe(0);
  const { problems, ...others } = JSON.parse(printed);
  expect(others).toEqual({});
  expect(problems.map(({ name }: { name: string }) => name)).toEqual(namedProblems.map(({ name }) => name));
  const booth = problems.find(({ name }: { name: string }) => name === 'booth');
  expect(booth).toMatchObject({ dimension: 2, minimum: { value: 0, point: [1, 3] }, constants: { L: 18, mu: 2 } });
  for (const problem of problems) {
    for (const text of [problem.formula, problem.reference, ...problem.tags]) expect(text).toMatch(/\S/);
    expect(problem.tags.length).toBeGreaterThan(0);
    expect(problem.config).toEqual({ name: problem.name });
    const { minimum, constants } = namedProblems.find(({ name }) => name === problem.name)!;
    expect(JSON.stringify([problem.minimum, problem.constants])).toBe(JSON.stringify([minimum, constants]));
  }
});

test('list shows the options of every form, and choices by their names', async () => {
  const { printed } = await call('list');
  expect(printed).toMatch(/ sgd .*\n.* momentum=0 .*\n.* momentum=0.9: dampening=0 nesterov=false/);
  expect(printed).toMatch(/ inducedMetric .*\n.*variant=sgd\|log\|rms .*\n.*variant=rms: betaRms=0.99 epsilon=1e-8/);
  expect(printed).toContain('variant=paper|torch|optax');
});

test('schedules makes the gallery, with a suggested learning rate for each range test', async () => {
  const html = path.join(folder, 'schedules.html');
  const { code, printed } = await call('schedules', '--html', html);
  expect({ code, printed }).toEqual({ code: 0, printed: html });
  expect(readFileSync(html, 'utf8').match(/suggestion \d/g)).toHaveLength(2);
});

test('landscape makes a page of one run, whose command repeats it', async () => {
  const html = path.join(folder, 'landscape.html');
  const { code, printed } = await call('landscape', '-p', 'beale', '-o', 'adam', '--steps', '5', '--html', html);
  expect({ code, printed }).toEqual({ code: 0, printed: html });
  expect(readFileSync(html, 'utf8')).toContain(
    'optimizer-zoo landscape --optimizer adam --problem beale --steps 5 --backend cpu',
  );
});

test('landscape of several makes a page of their paths', async () => {
  const html = path.join(folder, 'paths.html');
  const { code, printed } = await call('landscape', '-p', 'beale', '-o', 'adam,sgd', '--steps', '5', '--html', html);
  expect({ code, printed }).toEqual({ code: 0, printed: html });
  const page = readFileSync(html, 'utf8');
  expect(page).toContain('2 paths on beale');
  expect(page).toContain('--optimizer &#39;adam, sgd&#39; --problem beale --steps 5 --backend cpu');
});

describe('reproduce', () => {
  test('shows every figure of a paper, and writes a page', async () => {
    const html = path.join(folder, 'reproduce.html');
    const { code, printed } = await call('reproduce', 'inducedMetricSteps', '--short', '--html', html);
    expect(code).toBe(0);
    expect(printed).toMatch(/beale, log: steps +55 +55 +55 +yes/);
    expect(readFileSync(html, 'utf8')).toContain('<h2>inducedMetricSteps: reproduced</h2>');
  });

  test('takes a family, and says everything as JSON', async () => {
    const { printed } = await call('reproduce', 'inducedMetric', '--short', '--json');
    expect(JSON.parse(printed)[0]).toMatchObject({ name: 'inducedMetricSteps', outcome: 'reproduced' });
  });

  test('writes a page in Markdown, section by section', async () => {
    const markdown = path.join(folder, 'reproductions.md');
    await call('reproduce', 'nagGsReadme', '--short', '--markdown', markdown);
    const first = readFileSync(markdown, 'utf8');
    await call('reproduce', 'gravityLogistic', '--short', '--markdown', markdown);
    const both = readFileSync(markdown, 'utf8');
    const sectionOf = (page: string) => /^## nagGsReadme$[\s\S]*?<!-- \/nagGsReadme -->/m.exec(page)![0];
    expect(sectionOf(first)).toContain('−6.888');
    expect(sectionOf(both)).toBe(sectionOf(first));
    expect(both.match(/^## .*$/gm)).toEqual(['## nagGsReadme', '## gravityLogistic']);
    expect(both).toMatch(/\[`gravityLogistic`\]\(#gravitylogistic\) +\| reproduced/);
  });
});

describe('theory', () => {
  test('shows a claim with its source, its closest figure, and the optimizer it fails for', async () => {
    const { code, printed } = await call('theory', 'gradientDescentConvex');
    expect(code).toBe(0);
    expect(printed).toContain('Drori and Teboulle 2014');
    expect(printed).toMatch(
      /^gradientDescentConvex +holds +[\d.e−]+ ≤ [\d.e−]+ +\w+, step \d+; the closest of 82 figures$/m,
    );
    expect(printed).toMatch(/^ {2}with steps of 2\.1\/L +fails /m);
  });

  test('makes a page', async () => {
    const html = path.join(folder, 'theory.html');
    const { printed } = await call('theory', 'gradientDescentWorstCase', '--html', html);
    expect(printed.split('\n').at(-1)).toBe(html);
    expect(readFileSync(html, 'utf8')).toContain('<h2>gradientDescentWorstCase</h2>');
  });

  test('speaks JSON', async () => {
    const { printed } = await call('theory', 'gradientDescentConvex', '--json');
    const [claim] = JSON.parse(printed);
    expect(claim).toMatchObject({ name: 'gradientDescentConvex', verdict: { holds: true }, broken: { holds: false } });
  });
});

describe('card', () => {
  test('shows the equation, the options, the state, the cost and the sources', async () => {
    const { code, printed } = await call('card', 'adamw');
    expect(code).toBe(0);
    for (const part of [
      'Loshchilov and Hutter 2019',
      'Trajectory checked against ',
      '  x ← (1 − η λ) x − η m̂ / (√v̂ + ε)',
      '  λ   weightDecay   0.01   [0, inf)',
      'state  8 bytes for each parameter (m, v)',
      'step   1 kernel; needs the gradient',
    ])
      expect(printed).toContain(part);
  });

  test('shows every form of an optimizer', async () => {
    const { printed } = await call('card', 'inducedMetric');
    expect(printed.match(/^inducedMetric.*/gm)).toEqual([
      'inducedMetric · InducedMetric',
      'inducedMetric, variant=log · InducedMetric',
      'inducedMetric, variant=rms · InducedMetric',
    ]);
    expect(printed).toContain('2 kernels; needs the gradient and the loss');
  });

  test('speaks LaTeX and JSON', async () => {
    expect((await call('card', 'lion', '--latex')).printed).toContain('\\begin{aligned}');
    const [card] = JSON.parse((await call('card', 'lion', '--json')).printed);
    expect(card).toMatchObject({ optimizer: 'lion', rule: 'Lion', bytesPerParameter: 4, kernelsPerStep: 1 });
  });

  test('of tf’s own shows the options, and the card of what the zoo has of the same rule', async () => {
    const { code, printed } = await call('card', 'tf.adam');
    expect(code).toBe(0);
    expect(printed).toContain("Given the same options its steps are those of the zoo's adam, whose card follows:");
    expect(printed).toMatch(/^ {2}epsilon +\(tf's choice\)$/m);
    expect(printed).toContain((await call('card', 'adam')).printed);
    expect((await call('card', 'tf.rmsprop')).printed).toContain(
      "(decay is rho there) its steps are those of the zoo's rmsprop, whose card follows, but for ε, which stands inside",
    );
    const [own, twin] = JSON.parse((await call('card', 'tf.sgd', '--json')).printed);
    expect(own).toMatchObject({ optimizer: 'tf.sgd', options: { learningRate: '0.01' }, twin: { optimizer: 'sgd' } });
    expect(twin).toMatchObject({ optimizer: 'sgd', rule: 'SGD' });
  });

  test('without a name lists them; of a wrong name it tells the near ones', async () => {
    expect((await call('card')).printed.split('\n')).toContain('adabelief');
    const { code, complained } = await call('card', 'adamm');
    expect(code).toBe(2);
    expect(complained).toContain("Unknown optimizer 'adamm'; did you mean adam or adamw? Known are ");
  });
});

test('list says which L is a bound, and marks it in JSON', async () => {
  const { printed } = await call('list', 'problems');
  expect(printed).toMatch(/ smoothedHinge .*\n.*\n.*\n +L at most [\d.]+, mu 0\.01$/m);
  expect(printed).toMatch(/ softmaxRegression .*\n.*\n.*\n +L at most [\d.]+, mu 0\.02$/m);
  expect(printed).toMatch(/ logisticRidge .*\n.*\n.*\n +L [\d.]+, mu 0\.01$/m);
  const { problems } = JSON.parse((await call('list', 'problems', '--json')).printed);
  const bounded = problems.filter(({ constants }: { constants?: { bounds?: string[] } }) => constants?.bounds);
  expect(bounded.map(({ name }: { name: string }) => name)).toEqual(
    ['smoothedHinge', 'softmaxRegression'].flatMap((name) => [name, `${name}Sum`]),
  );
});

/** What a terminal would obey. */
const obeyed = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;
const evil = '\u001b[31mred\u0007\u009b2J\u202e\r';

test.each([
  ['run', '-o', `adam${evil}`],
  ['run', '-o', `adam(beta1="${evil}")`],
  ['run', '-p', evil],
  ['run', '--expr', `x+${evil}`, '--start', '1'],
  ['run', '--start', evil, '--expr', 'x^2'],
  ['run', '--steps', evil],
  ['run', '--backend', evil],
  ['run', `--${evil}`, '1'],
  ['run', '--out', path.join(folder, evil, '\0')],
  ['report', path.join(folder, evil)],
  ['list', evil],
  ['card', evil],
  ['theory', evil],
  ['speed', '-o', evil],
  ['speed', '--python', evil, '--out', path.join(folder, 'speed.jsonl')],
  [evil],
])('%j: no control character reaches the terminal, and the sentence is one line', async (...args) => {
  const { code, printed, complained } = await call(...args);
  expect(code).toBe(2);
  expect(complained).toContain('\\u001b[31mred\\u0007\\u009b2J\\u202e');
  expect(`${printed}${complained}`).not.toMatch(obeyed);
});

test('nor does one of a results file, or of the path of a report', async () => {
  const strange = path.join(folder, evil.replace('\r', ''));
  const [run] = [...readRuns(out).runs.values()];
  const lines = [{ ...run, id: evil }, { ...run, config: { ...run.config, [evil]: 1 } }, run];
  writeFileSync(strange, lines.map((line) => JSON.stringify(line)).join('\n'));
  const { code, printed, complained } = await call('report', strange, '--html', `${strange}.html`);
  expect(code).toBe(0);
  expect(complained.split('\n')).toHaveLength(2);
  expect(complained).toContain("line 1 is skipped: id '\\u001b[31mred");
  expect(printed).toContain('\\u001b[31mred');
  expect(`${printed}${complained}`).not.toMatch(obeyed);
});

test('a byte-order mark before the runs, or between joined files, loses none of them', async () => {
  const file = path.join(folder, 'marked.jsonl');
  const [first, second] = [...readRuns(out).runs.values()];
  writeFileSync(file, `\uFEFF${JSON.stringify(first)}\r\n\uFEFF${JSON.stringify(second)}\r\n`);
  expect([...readRuns(file).runs.values()]).toEqual([first, second]);
  expect((await call('report', file, '--html', path.join(folder, 'marked.html'))).complained).toBe('');
});

test('the backend is told, and whether it was asked for', async () => {
  expect((await call('run', '-p', 'quadratic', ...small)).complained).toContain(
    'Backend float64, else cpu: the default.',
  );
  expect((await call('run', '-p', 'quadratic', '--backend', 'cpu', ...small)).complained).toContain('cpu: as asked.');
});

test('report reads a pipe', () => {
  const command = path.resolve(process.cwd(), 'packages/benchmarks/bin/optimizer-zoo.js'); // needs `pnpm build`
  const html = path.join(folder, 'piped.html');
  const printed = execFileSync(
    'sh',
    ['-c', `cat "${out}" | "${process.execPath}" "${command}" report /dev/stdin --html "${html}"`],
    {
      encoding: 'utf8',
    },
  );
  expect(printed.trim()).toBe(html);
});

test('of much damage only the first lines are named', async () => {
  const file = path.join(folder, 'garbage.jsonl');
  writeFileSync(file, 'garbage\n'.repeat(72));
  const { code, complained } = await call('report', file);
  expect(code).toBe(2);
  const lines = complained.split('\n');
  expect(lines.filter((line) => line.includes('is skipped'))).toHaveLength(5);
  expect(lines[5]).toBe('and 67 more');
});

test('a damaged results file still makes a report, and the damage is named', async () => {
  const file = path.join(folder, 'damaged.jsonl');
  writeFileSync(file, `{"id":\n${readFileSync(out, 'utf8')}`);
  const { code, complained } = await call('report', file);
  expect(code).toBe(0);
  expect(complained).toContain(`${file}, line 1 is skipped: it is not JSON`);
});

test('a bad path is found before any run, and leaves nothing behind', async () => {
  const fresh = path.join(folder, 'fresh', 'runs.jsonl');
  expect((await call('run', '--out', fresh, '--html', path.join(out, 'x.html'))).code).toBe(2);
  expect(existsSync(fresh)).toBe(false);
});
