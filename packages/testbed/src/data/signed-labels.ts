/**
 * Labels −1 and 1 made of any two, such as 0 and 1, or 1 and 2: the smaller becomes −1. Logistic regression and the
 * hinges want them so.
 *
 * @throws Error where there are not just two different labels.
 */
export function signedLabels(labels: readonly number[]): number[] {
  const [low, high, ...more] = [...new Set(labels)].sort((a, b) => a - b);
  if (low === undefined || high === undefined || more.length > 0) {
    throw new Error(`labels must be two different numbers, but are ${shown([low, high, ...more]) || 'none'}.`);
  }
  return labels.map((label) => (label === low ? -1 : 1));
}

function shown(labels: readonly (number | undefined)[]): string {
  const all = labels.filter((label) => label !== undefined);
  return all.length > 5 ? `${all.slice(0, 5).join(', ')} and ${all.length - 5} more` : all.join(', ');
}
