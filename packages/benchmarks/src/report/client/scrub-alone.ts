// What runs on a page that has ways through a plane, and nothing else to choose.
import { addScrubbers } from './scrub.js';

addScrubbers();
