export { constant } from './constant.js';
export { cosineDecay } from './cosine-decay.js';
export { join } from './join.js';
export { linearWarmup } from './linear-warmup.js';
export { list, number, type OptionType, schedule, within } from './options.js';
export {
  defineSchedule,
  type Schedule,
  type ScheduleConfig,
  type ScheduleOptions,
  scheduleFromJSON,
} from './schedule.js';
