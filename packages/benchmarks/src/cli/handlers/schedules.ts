import { pickBackend } from '../../backends/pick-backend.js';
import { rangeTests } from '../../gallery/range-tests.js';
import { sections } from '../../gallery/sections.js';
import { scheduleGallery } from '../../report/schedule-gallery.js';
import { pagePath, writePage } from '../commands/files.js';
import { type Given, single } from '../commands/given.js';

/** Draws the gallery. */
export async function schedules(given: Given): Promise<void> {
  const html = pagePath(single('html', given)!);
  await pickBackend('cpu'); // so that the page is the same everywhere
  writePage(html, scheduleGallery(sections, await rangeTests()));
}
