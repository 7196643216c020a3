import { theoryPages } from '../from-the-code.js';

export default {
  paths: () => theoryPages().map(({ name, title, content }) => ({ params: { page: name, title }, content })),
};
