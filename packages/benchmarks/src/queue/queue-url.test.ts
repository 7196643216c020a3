import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { passwordFileVariable, passwordVariable, readQueueUrl } from './queue-url.js';

test.each([
  ['redis://host', { host: 'host', port: 6379, db: 0, isEncrypted: false, shown: 'redis://host:6379' }],
  ['rediss://host:7000/2', { host: 'host', port: 7000, db: 2, isEncrypted: true, shown: 'rediss://host:7000/2' }],
  ['redis://[::1]:7', { host: '::1', port: 7, db: 0, isEncrypted: false, shown: 'redis://[::1]:7' }],
  [
    'redis://zoo@host',
    { host: 'host', port: 6379, db: 0, isEncrypted: false, username: 'zoo', shown: 'redis://host:6379' },
  ],
])('%s', (text, address) => {
  expect(readQueueUrl(text, {})).toEqual(address);
});

test('the password comes from the environment, or from a file that it names', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'zoo-password-')), 'password');
  writeFileSync(file, 'from file\n');
  expect(readQueueUrl('redis://host', { [passwordVariable]: 'secret' })).toMatchObject({ password: 'secret' });
  expect(readQueueUrl('redis://host', { [passwordFileVariable]: file })).toMatchObject({ password: 'from file' });
  expect(() => readQueueUrl('redis://host', { [passwordFileVariable]: '/no/such/file' })).toThrow(
    /cannot be read \(ENOENT/,
  );
});

test.each([
  'redis://:hunter2@host',
  'redis://zoo:hunter2@host/x',
  'http://zoo:hunter2@host',
  'redis://host?password=hunter2',
  'hunter2',
])('what is wrong is refused, and not repeated: %s', (text) => {
  expect(() => readQueueUrl(text, {})).toThrow(/^--queue (?!.*hunter2)/);
});
