import type { Findings } from '../findings.js';
import type { Html } from '../html.js';
import { repeatSection } from '../repeat-section.js';

export const environmentSection = ({ runs }: Findings): Html =>
  repeatSection(
    runs.map(({ environment }) => environment),
    runs.map(({ study }) => study.command),
    '; what a results file already holds is not computed again.',
  );
