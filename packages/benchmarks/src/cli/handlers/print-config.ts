import type { ProblemConfig } from '@optimizer-zoo/testbed';
import { formatTerm } from '../../candidates/term.js';
import { budgetText } from '../../study/budget.js';
import type { StudyFile } from '../../study/study-file.js';
import type { StudyRequest } from './study-request.js';

/** Where the JSON schema is for whoever has installed the command. */
const schema = './node_modules/@optimizer-zoo/benchmarks/study.schema.json';

/** The study file that asks for the same. What depends on the machine is left to it: the jobs. */
export function studyFileOf(request: StudyRequest): StudyFile {
  const { optimizers, problems, seeds, budget, tune, backend, instruments, timeout, workerMemory, out, html } = request;
  return {
    $schema: schema,
    optimizers: optimizers.map(formatTerm),
    problems: problems.map(nameOr),
    seeds,
    budget: budget.steps ?? budgetText(budget),
    tune,
    ...(backend !== undefined && { backend }),
    ...(instruments && { instruments: [...instruments] }),
    timeout,
    workerMemory,
    out,
    ...(html !== undefined && { html }),
  };
}

const nameOr = (problem: ProblemConfig) => ('name' in problem ? problem.name : problem);
