export { constant } from './constant.js';
export { cosineDecay } from './cosine-decay.js';
export { join } from './join.js';
export { linearWarmup } from './linear-warmup.js';
export { checkOptions, integer, list, number, type OptionType, schedule, show, within } from './options.js';
export { checkName, type Registry, registry } from './registry.js';
export {
  defineSchedule,
  type Schedule,
  type ScheduleConfig,
  type ScheduleOptions,
  scheduleFromJSON,
} from './schedule.js';
