/** More names than these do not fit into a line. */
export const fewNames = 12;

export const taskId = (index: number): string => `problem-${index + 1}`;
