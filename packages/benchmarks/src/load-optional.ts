import { CommandError, systemCode } from './cli/command-error.js';

/** A package that only some commands need, and whoever uses these installs; else a sentence that says so. */
export async function loadOptional<Module>(load: () => Promise<Module>, use: string, names: string): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (!['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(systemCode(error))) throw error;
    throw new CommandError(`${use} needs what is not installed; beside optimizer-zoo run: npm install ${names}.`);
  }
}
