import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '../fixtures/call.js';
import { makeRun } from '../fixtures/make-run.js';
import { appendRun } from '../study/store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'zoo-bad-'));
const out = path.join(folder, 'runs.jsonl');
appendRun(out, makeRun());
const small = ['--out', out, '--steps', '20', '--seeds', '2', '--jobs', '1'];
const file = path.join(folder, 'file');
writeFileSync(file, '');
const under = path.join(file, 'x');

/** A study file of this text. */
function config(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
}

/** Each with exit code 2 and a sentence. */
const lines: [args: string[], sentence: string][] = [
  [
    [],
    'No command is given; known are run, race, worker, status, report, merge, compare, export, query, doctor, list, card, speed, schedules, landscape, theory, reproduce, diagnose.',
  ],
  [
    ['walk'],
    "Unknown command 'walk'; known are run, race, worker, status, report, merge, compare, export, query, doctor, list, card, speed, schedules, landscape, theory, reproduce, diagnose.",
  ],
  [['rnu'], "Unknown command 'rnu'; did you mean run? Known are run, race, "],
  [['run', '--speed', '3'], 'Unknown argument: speed; run knows --optimizer, --problem'],
  [['run', '--stesp', '3'], 'Unknown argument: stesp; did you mean --steps? run knows --optimizer, --problem'],
  [['run', '--step', '3'], 'Unknown argument: step; did you mean --steps? run knows --optimizer, --problem'],
  [['list', '--jsno'], 'Unknown argument: jsno; did you mean --json? list knows --json, --help.'],
  [['list', 'problms'], "Unknown list 'problms'; did you mean problems? Known are optimizers, problems, games."],
  [['run', '--steps'], 'Not enough arguments following: steps'],
  [['run', '-o', 'nope'], "Unknown optimizer 'nope'; known are adabelief, adadelta, "],
  [['run', '-o', 'adam(learningRate=-0.1)'], 'Adam: learningRate is -0.1, but must be a number in'],
  [['run', '-o', 'adam(gradient=3)'], 'gradient'],
  [['run', '-o', 'adam,,sgd'], "at character 6: a name is expected, not ','"],
  [['run', '-p', 'nope'], "Unknown problem 'nope'; known are quadratic, rosenbrock, beale"],
  [['run', '-p', 'rosenbruck'], "Unknown problem 'rosenbruck'; did you mean rosenbrock? Known are quadratic, "],
  [['run', '-p', 'rastrign:30'], "Unknown problem 'rastrign:30'; did you mean rastrigin:30? Known are quadratic, "],
  [['run', '-p', 'rastrigin:1'], 'the dimension of rastrigin is 1, but must be a whole number from 2 to 10000.'],
  [['run', '-p', 'rastrigin:1e9'], 'the dimension of rastrigin is 1000000000, but must be a whole number from 2'],
  [['run', '-p', 'rastrigin:many'], 'the dimension of rastrigin is NaN, but must be a whole number from 2'],
  [['run', '-p', `rastrigin:${'9'.repeat(400)}`], 'the dimension of rastrigin is Infinity, but must be a whole number'],
  [['run', '-o', 'tf.adam(beta1=1.5)'], 'tf.adam: beta1 is 1.5, but must be a number in [0, 1).'],
  [['run', '--expr', '(1-x', '--start', '1'], '--expr: expression is malformed'],
  [['run', '--expr', "import('fs')", '--start', '1'], '--expr: expression contains the function import'],
  [['run', '--expr', 'x^2+y^2', '--start', '1'], 'must hold one finite number for each of x, y'],
  [['run', '--expr', 'x^2', '--start', '1,'], "--start is '1,', but must be numbers separated by commas"],
  [['run', '--expr', 'x^2'], '--expr x^2 needs --start'],
  [['run', '--start', '1'], '--start 1 belongs to --expr, or to one --problem alone.'],
  [
    ['run', '--budget', '5x'],
    "--budget is '5x', but must be a number of steps (500), gradient evaluations (1000g) or seconds (20s).",
  ],
  [['run', '--budget', '0g'], "--budget is '0g', but must be"],
  [['run', '--budget', '1.5'], "--budget is '1.5', but must be"],
  [['run', '--budget', '3', '--steps', '4'], '--steps 4 and --budget 3 are both given; --steps 4 is --budget 4.'],
  [['run', '--game', 'chess'], "Unknown game 'chess'; known are bilinear, "],
  [['run', '--game', 'bilinaer'], "Unknown game 'bilinaer'; did you mean bilinear"],
  [['run', '--backend', 'cpu,float64'], "--backend is 'cpu,float64', but must be one of float64, cpu,"],
  [['run', '--backend', 'float64,float64'], "--backend is 'float64,float64', but must be"],
  [['run', '-o', 'gda(lr=1)'], "gda has no option 'lr'; did you mean learningRate?"],
  [['run', '-o', 'ema(gda)'], 'gda is a method for games'],
  [['run', '-o', 'sophiaG(gradient=hutchinson(every=0))'], 'every is 0, but must be'],
  [
    ['landscape', '-o', 'egn', '-p', 'booth'],
    "egn needs a model's outputs with a loss that is convex in them; booth offers",
  ],
  [['landscape', '-o', 'egn', '--full-batch'], '--full-batch shows a loss alone, but egn needs more.'],
  [['card', 'gdaa'], "Unknown optimizer 'gdaa'; did you mean gda"],
  [['run', '--steps', '0'], "--steps is '0', but must be a whole number from 1 to"],
  [['run', '--seeds', '1.5'], "--seeds is '1.5', but must be a whole number from 1 to"],
  [['run', '--seeds', '-3'], "--seeds is '-3', but must be a whole number from 1 to"],
  [
    ['run', '--tune', 'much'],
    "--tune is 'much', but must be none, small, large, or a number of settings from 1 to 1000.",
  ],
  [['run', '--jobs', '0'], "--jobs is '0', but must be a whole number from 1 to"],
  [['run', '--steps', '3', '--steps', '4'], '--steps is given 2 times'],
  [
    ['run', '--backend', 'abacus'],
    "--backend is 'abacus', but must be one of float64, cpu, wasm, webgpu, tensorflow, auto, or two as float64,wasm.",
  ],
  [['run', '--out', folder], `--out is '${folder}', which is a folder`],
  [['run', '--out', under], `--out is '${under}', which cannot be written (ENOTDIR).`],
  [['run', ...small, '--html', under], `--html is '${under}', which cannot be written (ENOTDIR).`],
  [['report', out, '--html', under], `--html is '${under}', which cannot be written (ENOTDIR).`],
  [
    ['run', '--instruments', 'sharpness,temperature'],
    "--instruments is 'temperature', but must be some of sharpness, gradientOverlap, updateNorm, effectiveStep, or all.",
  ],
  [['race', '--tune', '0'], "--tune is '0', but must be none, small, large, or a number"],
  [['speed', '--rounds', '0'], "--rounds is '0', but must be a whole number from 1 to"],
  [['speed', '--machine', 'abacus'], "--machine is 'abacus', but must be one of float32, float64."],
  [['speed', '--machine', 'float64', '--backend', 'cpu'], '--backend says nothing about --machine float64'],
  [['speed', '--backend', 'abacus'], "--backend is 'abacus', but must be one of"],
  [['speed', '--backend', 'tensorflow', '--browser'], "is 'tensorflow', but must be one of cpu, wasm, webgl, webgpu."],
  [
    ['run', '--backend', 'webgl'],
    "--backend is 'webgl', but must be one of float64, cpu, wasm, webgpu, tensorflow, auto, or two as float64,wasm.",
  ],
  [
    ['speed', '-o', 'adam,adamw,nope'],
    "--optimizer names 'adamw', 'nope', but the zoo and tf both have only sgd, momentum",
  ],
  [['speed', '-o', ''], "--optimizer names '', but"],
  [
    ['speed', '--out', path.join(folder, 'speed.jsonl'), '--python', '/no/python'],
    "--python is '/no/python', but must be a Python that can import torch",
  ],
  [['speed', '--out', under], `--out is '${under}', which cannot be written (ENOTDIR).`],
  [['schedules', '--html', under], `--html is '${under}', which cannot be written (ENOTDIR).`],
  [['theory', '--html', under], `--html is '${under}', which cannot be written (ENOTDIR).`],
  [
    ['landscape', '-o', Array.from({ length: 13 }, (_, i) => `sgd(learningRate=${i + 1})`).join(',')],
    '--optimizer names 13, but a page shows 12 at most.',
  ],
  [['landscape', '-o', 'sgd,egn', '--full-batch'], '--full-batch shows a loss alone, but egn needs more.'],
  [['landscape', '-p', 'beale,booth'], '--problem names 2, but must name one'],
  [['theory', 'fist'], "Unknown claim 'fist'; did you mean fista? Known are gradientDescentConvex, "],
  [
    ['reproduce', 'inducedMetricStep'],
    "Unknown paper 'inducedMetricStep'; did you mean inducedMetricSteps? Known are ",
  ],
  [
    ['reproduce', '--markdown', out],
    `--markdown is '${out}', which is not a page of optimizer-zoo and is not overwritten; give another path, or remove it.`,
  ],
  [['reproduce', '--html', under], `--html is '${under}', which cannot be written (ENOTDIR).`],
  [['diagnose', 'rotatoin'], "Unknown difficulty 'rotatoin'; did you mean rotation? Known are illConditioning, "],
  [['diagnose', '-o', 'adm'], "Unknown optimizer 'adm'; did you mean adam? Known are "],
  [['diagnose', '-o', 'adam('], '--optimizer'],
  [['diagnose', '--html', under], `--html is '${under}', which cannot be written (ENOTDIR).`],
  [['diagnose', '--json', '--markdown'], '--json and --markdown are given, but only one of them can be printed.'],
  [['theory', 'perpetuumMobile'], "Unknown claim 'perpetuumMobile'; known are gradientDescentConvex, "],
  [['report', folder], `Results file '${folder}' is a folder; give the path of a file.`],
  [
    ['run', '-p', 'booth', '--', '--steps', '3'],
    'Unknown argument: -- (for a path, write ./-x); run knows --optimizer',
  ],
  [['report', '/no/such.jsonl'], "There is no results file '/no/such.jsonl'"],
  [['run', '--shard', '3/2'], "--shard is '3/2', but must be a part of a number of parts up to 10000: 1/3."],
  [['run', '--shard', '0/2'], "--shard is '0/2', but must be"],
  [['run', '--shard', '1'], "--shard is '1', but must be"],
  [['run', '--timeout', '0'], "--timeout is '0', but must be a number of seconds above 0, up to 86400."],
  [['run', '--timeout', '1e9'], "--timeout is '1e9', but must be"],
  [['run', '--timeout', 'soon'], "--timeout is 'soon', but must be"],
  [['run', '--worker-memory', '-1'], "--worker-memory is '-1', but must be a whole number from 1 to 65536."],
  [
    ['run', '--tune', '1001'],
    "--tune is '1001', but must be none, small, large, or a number of settings from 1 to 1000.",
  ],
  [['run', '--tune', '-1'], "--tune is '-1', but must be"],
  [['run', '--tune', 'small', '--tune', 'large'], '--tune is given 2 times'],
  [['run', '--seeds', '1001'], "--seeds is '1001', but must be a whole number from 1 to 1000."],
  [['run', '--seeds', 'NaN'], "--seeds is 'NaN', but must be a whole number"],
  [['run', '--steps', '1e3'], "--steps is '1e3', but must be a whole number"],
  [['run', '--jobs', '257'], "--jobs is '257', but must be a whole number from 1 to 256."],
  [['run', '--out', ''], '--out is empty.'],
  [['run', '-o', 'adam('], 'at character 6: a name is expected, where it ends'],
  [['run', '-o', 'adam(beta1=)'], "at character 12: a value is expected, not ')'"],
  [['run', '-o', 'adam(beta1=0.8, beta1=0.9)'], 'at character 17: beta1 is given twice'],
  [['run', '-o', 'adam(beta1="x)'], 'the text that begins here does not end'],
  [['run', '-o', 'adam:beta1=0.8'], 'write adam(beta1=…) instead of'],
  [['run', '-o', `${'lookahead('.repeat(30)}adam${')'.repeat(30)}`], 'no more than 20 parentheses in each other'],
  [['run', '-o', 'lookahead'], 'lookahead goes around an optimizer: lookahead(adam).'],
  [['run', '-o', 'sgd(adam)'], 'sgd goes around no other optimizer.'],
  [['run', '-o', 'adam(beta3=0.9)'], 'beta3'],
  [['merge'], 'No results file is given; write merge a.jsonl b.jsonl --out all.jsonl.'],
  [['merge', '/no/such.jsonl'], "There is no results file '/no/such.jsonl'"],
  [['merge', out, '--out', folder], `--out is '${folder}', which is a folder`],
  [['merge', out, '--into', 'x'], 'Unknown argument: into; merge knows --out, --help.'],
  [['compare', out], 'Two results files are needed; write compare before.jsonl after.jsonl.'],
  [['compare', out, '/no/such.jsonl'], "There is no results file '/no/such.jsonl'"],
  [['compare', out, file], `Results file '${file}' holds no usable run.`],
  [
    ['export', out],
    'Nothing is asked for; give --csv, --parquet, --markdown, --json, --parquet-folder, --tensorboard or --mlflow and a path.',
  ],
  [['export', out, '--csv', out], `--csv is '${out}', which exists and is not overwritten`],
  [['export', out, '--csv', under], `--csv is '${under}', which cannot be written (ENOTDIR).`],
  [['export', '/no/such.jsonl', '--csv', path.join(folder, 'x.csv')], "There is no results file '/no/such.jsonl'"],
  [['export', out, '--cvs', 'x'], 'Unknown argument: cvs; did you mean --csv?'],
  [['doctor', '--jsno'], 'Unknown argument: jsno; did you mean --json? doctor knows --json, --help.'],
  [['run', '--config'], 'Not enough arguments following: config'],
  [['run', '--config', 'study.yaml'], "--config is 'study.yaml', but must be a file named x.json or x.mjs."],
  [['run', '--config', '/no/study.json'], "--config is '/no/study.json', which does not exist."],
  [['run', '--dry-run', '--seeds', '0'], "--seeds is '0', but must be"],
  [['run', '--print-config', '--seeds', '0'], "--seeds is '0', but must be"],
];

const deep = '{"name":"ema","options":{},"of":'.repeat(40);

/** Study files, and what is said of them. */
const files: [text: string, sentence: string][] = [
  ['', 'JSON'],
  ['{', 'JSON'],
  ['{"seeds": 3,}', 'JSON'],
  ['[]', 'a study is an object, such as { "optimizers": ["adam"], "problems": ["rosenbrock"] }.'],
  ['null', 'a study is an object'],
  ['"adam"', 'a study is an object'],
  ['{"optimzers": ["adam"]}', "Unknown key 'optimzers'; did you mean optimizers? Known are $schema, optimizers, "],
  ['{"__proto__": 1}', "Unknown key '__proto__'"],
  ['{"steps": 3}', "Unknown key 'steps'; "],
  ['{"optimizers": []}', 'optimizers is wrong'],
  ['{"optimizers": "adam"}', 'optimizers is wrong'],
  ['{"optimizers": [3]}', 'optimizers.0 is wrong'],
  ['{"optimizers": [""]}', 'optimizers.0 is wrong'],
  ['{"optimizers": ["nope"]}', "Unknown optimizer 'nope'"],
  ['{"optimizers": ["adam("]}', 'a name is expected, where it ends'],
  ['{"optimizers": [{"name": "adam"}]}', 'optimizers.0'],
  ['{"optimizers": [{"name": "adam", "options": {}, "more": 1}]}', 'optimizers.0'],
  ['{"optimizers": [{"name": "adam", "options": {"beta1": null}}]}', 'optimizers.0'],
  ['{"optimizers": [{"name": "adam", "options": {"beta1": 2}}]}', 'beta1 is 2, but must be a number in [0, 1)'],
  ['{"optimizers": [{"name": "a b", "options": {}}]}', "',' or the end is expected, not 'b'"],
  [`{"optimizers": [${deep}{"name":"sgd","options":{}}${'}'.repeat(40)}]}`, 'no more than 20 parentheses'],
  ['{"problems": ["nope"]}', "Unknown problem 'nope'"],
  ['{"problems": [{"name": "nope"}]}', 'nope'],
  ['{"problems": [{"expression": "x^2"}]}', 'problems.0 is wrong'],
  ['{"problems": [{"expression": "x^2", "start": ["1"]}]}', 'problems.0'],
  ['{"problems": [{"expression": "x^2", "start": [1, 2]}]}', 'must hold one finite number for each of x'],
  ['{"problems": [{"expression": "process.exit()", "start": [1]}]}', 'expression'],
  ['{"problems": [{"transform": "melt", "options": {}, "of": {"name": "beale"}}]}', 'melt'],
  ['{"seeds": 0}', 'seeds is wrong'],
  ['{"seeds": "3"}', 'seeds is wrong'],
  ['{"seeds": 1.5}', 'seeds is wrong'],
  ['{"seeds": 1e9}', 'seeds is wrong'],
  ['{"budget": 0}', 'budget is wrong'],
  [
    '{"budget": "0"}',
    "budget is '0', but must be a number of steps (500), gradient evaluations (1000g) or seconds (20s).",
  ],
  ['{"budget": "12h"}', 'budget is wrong'],
  ['{"budget": "1.5g"}', "budget is '1.5g', but must be"],
  ['{"budget": {"steps": 3}}', 'budget is wrong'],
  ['{"tune": "huge"}', 'tune is wrong'],
  ['{"tune": 0}', 'tune is wrong'],
  ['{"backend": "abacus"}', 'backend is wrong'],
  ['{"jobs": 0}', 'jobs is wrong'],
  ['{"timeout": -1}', 'timeout is wrong'],
  ['{"workerMemory": "1GB"}', 'workerMemory is wrong'],
  ['{"out": ""}', 'out is wrong'],
  ['{"html": 3}', 'html is wrong'],
];

const modules: [text: string, sentence: string][] = [
  ['export default', 'SyntaxError'],
  ['export const study = {};', 'a study is an object'],
  ['export default { seeds: () => 3 };', 'seeds is wrong'],
  ["throw new Error('no luck');", 'no luck'],
];

const refused: [args: string[], sentence: string][] = [
  ...lines,
  ...files.map(([text, sentence], index): [string[], string] => [
    ['run', '--config', config(`${index}.json`, text)],
    sentence,
  ]),
  ...modules.map(([text, sentence], index): [string[], string] => [
    ['run', '--config', config(`${index}.mjs`, text)],
    sentence,
  ]),
];

test('there are at least eighty of them', () => {
  expect(refused.length).toBeGreaterThanOrEqual(80);
});

const contents = () => readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);

test.each(refused)(
  '%j is refused with exit code 2 and one sentence, and nothing stored is touched',
  async (args, sentence) => {
    const before = contents();
    const [command, ...others] = args;
    const isApart = command !== 'run' || args.includes('--out');
    const { code, complained, printed } = await call(...(isApart ? args : [command, '--out', out, ...others]));
    expect(complained.split('\n').at(-1)).toContain(sentence);
    expect(complained.split('\n').at(-1)).toMatch(/\.$/);
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(contents()).toEqual(before);
  },
);
