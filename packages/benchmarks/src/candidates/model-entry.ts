import * as zoo from '@optimizer-zoo/optimizers';
import * as experimental from '@optimizer-zoo/optimizers/experimental';

/** From which entry a program imports what trains models; undefined of what is for plain numbers or games alone. */
export function modelEntry(name: string): string | undefined {
  if (Object.hasOwn(zoo, name)) return '@optimizer-zoo/optimizers';
  return Object.hasOwn(experimental, name) ? '@optimizer-zoo/optimizers/experimental' : undefined;
}
