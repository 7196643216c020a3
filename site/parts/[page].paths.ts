import { partPages } from '../from-the-code.js';

export default {
  paths: () => partPages().map(({ name, title, content }) => ({ params: { page: name, title }, content })),
};
