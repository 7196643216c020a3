import { guidePages } from '../from-the-code.js';

export default {
  paths: () => guidePages().map(({ name, title, content }) => ({ params: { page: name, title }, content })),
};
