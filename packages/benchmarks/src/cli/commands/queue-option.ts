/** Where the queue is. */
export const queueOption = {
  type: 'string',
  nargs: 1,
  requiresArg: true,
  describe:
    'a Redis server: redis://host:6379, or rediss:// for TLS; its password is read from OPTIMIZER_ZOO_QUEUE_PASSWORD, or from the file that OPTIMIZER_ZOO_QUEUE_PASSWORD_FILE names',
} as const;

/** Where workers put their files, and where they are looked for. */
export const defaultWorkersFolder = 'results/workers';
