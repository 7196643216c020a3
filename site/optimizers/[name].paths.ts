import { optimizerPages } from '../from-the-code.js';

export default {
  paths: () => optimizerPages().map(({ name, title, content }) => ({ params: { name, title }, content })),
};
