import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProblemConfig } from '@optimizer-zoo/testbed';
import * as v from 'valibot';
import { type OptimizerConfig, readOptimizerTerms } from '../../candidates/optimizer-term.js';
import { parseProblem } from '../../candidates/problem-spec.js';
import { formatTerm, type Term } from '../../candidates/term.js';
import { problemFrom } from '../../real-data/problems.js';
import { parseBudget } from '../../study/budget.js';
import { type StudyFile, studyFile } from '../../study/study-file.js';
import { tuningSizes } from '../../study/tuning.js';
import { CommandError, systemCode } from '../command-error.js';
import { InputError } from '../input-error.js';
import { unknownName } from '../unknown-name.js';
import { uniqueConfigs } from './read-study.js';
import type { StudyRequest } from './study-request.js';

/** Reads a study file: JSON, or a module whose default export is the same. */
export async function readConfigFile(file: string): Promise<Partial<StudyRequest>> {
  const data = await load(file);
  try {
    return requestOf(check(data));
  } catch (error) {
    if (!(error instanceof CommandError) && !(error instanceof v.ValiError)) throw error;
    throw new InputError(`--config ${file}: ${sentence(error.message)}`);
  }
}

async function load(file: string): Promise<unknown> {
  const extension = path.extname(file);
  if (extension !== '.json' && extension !== '.mjs') {
    throw new InputError(`--config is '${file}', but must be a file named x.json or x.mjs.`);
  }
  if (!existsSync(file)) throw new InputError(`--config is '${file}', which does not exist.`);
  try {
    if (extension === '.json') return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    return (await import(pathToFileURL(path.resolve(file)).href)).default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) {
      throw new InputError(`--config is '${file}', which cannot be read (${systemCode(error)}).`);
    }
    throw new InputError(`--config ${file}: ${sentence(String(error).split('\n')[0])}`);
  }
}

function check(data: unknown): StudyFile {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new InputError('a study is an object, such as { "optimizers": ["adam"], "problems": ["rosenbrock"] }.');
  }
  const known = Object.keys(studyFile.entries);
  const unknown = Object.keys(data).find((key) => !known.includes(key));
  if (unknown !== undefined) throw unknownName('key', unknown, known);
  const result = v.safeParse(studyFile, data, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InputError(`${v.getDotPath(issue) ?? 'the study'} is wrong (${issue.message}).`);
}

function requestOf({ optimizers, problems, budget, tune, $schema: _, ...others }: StudyFile): Partial<StudyRequest> {
  return {
    ...others,
    ...(optimizers && { optimizers: uniqueConfigs(optimizers.flatMap(optimizersOf)) }),
    ...(problems && { problems: uniqueConfigs(problems.map(problemOf)) }),
    ...(budget !== undefined && { budget: parseBudget('budget', String(budget)) }),
    ...(tune !== undefined && { tune: typeof tune === 'number' ? tune : tuningSizes[tune] }),
  };
}

const optimizersOf = (given: string | Term): OptimizerConfig[] =>
  readOptimizerTerms(typeof given === 'string' ? given : formatTerm(given));

function problemOf(given: string | ProblemConfig): ProblemConfig {
  if (typeof given === 'string') return parseProblem(given);
  try {
    return problemFrom(given).config;
  } catch (error) {
    throw new InputError(`problems: ${(error as Error).message}`);
  }
}

const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`);
