import { dataTable, escaped } from '../export/markdown-parts.js';
import { cellText, commandOf, type Diagnosis, markText, method, reasonsOf, titleOf } from './diagnosis-text.js';

/** The table, and what stands beneath it. */
export const diagnosisMarkdown = (diagnosis: Diagnosis): string => {
  const { trials, rows, asked } = diagnosis;
  return [
    dataTable(
      ['optimizer', ...trials.map(titleOf)],
      rows.map(({ optimizer, cells }) => [optimizer, ...cells.map(cellText)]),
    ),
    escaped(method),
    trials
      .map((trial) => {
        const sentences = [trial.difficulty, trial.setting, markText(trial), `${trial.source}.`].map(escaped);
        return `- **${titleOf(trial)}**: ${sentences.join(' ')} \`${commandOf(trial, asked)}\``;
      })
      .join('\n'),
    ...(reasonsOf(diagnosis).length > 0
      ? [
          'Not applicable:',
          reasonsOf(diagnosis)
            .map((why) => `- ${escaped(why)}`)
            .join('\n'),
        ]
      : []),
  ].join('\n\n');
};
