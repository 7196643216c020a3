import { familyNames, gameProblems, nDimensional, type ProblemConfig } from '@optimizer-zoo/testbed';
import { readInput } from '../cli/input-error.js';
import { unknownName } from '../cli/unknown-name.js';
import { namedProblems } from '../real-data/problems.js';

/** Reads the name of a problem: one of the problems, or a family of functions with the number of variables, `rastrigin:30`. */
export function parseProblem(name: string): ProblemConfig {
  const problem = namedProblems.find((one) => one.name === name);
  if (problem) return problem.config;
  const [, family = '', size = ''] = /^([^:]*):(.+)$/.exec(name) ?? [];
  if (familyNames.includes(family)) return readInput('--problem', () => nDimensional(family, Number(size))).config;
  const sized = size ? familyNames.map((other) => `${other}:${size}`) : [];
  throw unknownName('problem', name, [...new Set([...namedProblems.map((one) => one.name), ...sized])]);
}

/** Reads the name of a game. */
export function parseGame(name: string): ProblemConfig {
  const game = gameProblems.find((one) => one.name === name);
  if (game) return game.config;
  throw unknownName('game', name, gameProblems.map((one) => one.name)); // biome-ignore format: one line
}
