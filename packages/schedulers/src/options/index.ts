// The options of everything here and in the other packages: schedules, rules, gradient sources, games, instruments.
export { callback, checked } from './checked.js';
export { type ChoiceOption, choice, type ToggleOption, toggle } from './choice.js';
export { boundaries, list, optional, withDefault } from './compound.js';
export { integer, type NumberOption, number, within } from './number.js';
export {
  checkNamesOfOptions,
  checkOptions,
  type GivenOptions,
  type Option,
  type OptionTypes,
  readOptions,
  type Settings,
} from './option.js';
export { checkName, type Registry, registry } from './registry.js';
export { type Schedule, type ScheduleConfig, schedule } from './schedule.js';
export { refuse, show } from './show.js';
export type { Space } from './space.js';
