import type { Argv, CommandModule } from 'yargs';
import { rangeTests } from '../gallery/range-tests.js';
import { rooms } from '../gallery/rooms.js';
import { pickBackend } from '../pick-backend.js';
import { scheduleGallery } from '../report/schedule-gallery.js';
import { exampleText } from './example-text.js';
import { pagePath, writePage } from './files.js';
import { type Given, single } from './study-options.js';

const options = {
  html: {
    type: 'string',
    nargs: 1,
    requiresArg: true,
    default: 'results/schedules.html',
    describe: 'where the page goes',
  },
} as const;

export const scheduleOptionNames = Object.keys(options);

export const schedules: CommandModule<object, Given> = {
  command: 'schedules',
  describe: 'Draw every schedule, and two learning-rate range tests, on one page',
  builder: (yargs) =>
    yargs
      .options(options)
      .epilogue(exampleText([['schedules --html schedules.html', 'the gallery, in a few seconds']])) as Argv<Given>,
  async handler(given) {
    const html = pagePath(single('html', given)!);
    await pickBackend('cpu'); // so that the page is the same everywhere
    writePage(html, scheduleGallery(rooms, await rangeTests()));
  },
};
