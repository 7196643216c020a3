import { existsSync, readFileSync } from 'node:fs';
import { inRepository } from './root.js';

const written = inRepository('site/api/typedoc-sidebar.json');

/** What typedoc says is in the API; before it has run, nothing. */
export const apiSidebar = () => (existsSync(written) ? JSON.parse(readFileSync(written, 'utf8')) : []);
