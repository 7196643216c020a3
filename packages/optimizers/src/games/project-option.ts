import { callback, type Option, withDefault } from '@optimizer-zoo/schedulers';

/** Moves the variables to the nearest allowed point; called after every move, half steps too. Default: none. */
export const projectOption: Option<() => void, () => void, true> = withDefault(
  callback<() => void>('that moves the variables'),
  () => {},
);
