export { BackupAndRestore, type BackupAndRestoreOptions } from './backup-and-restore.js';
export { CSVLogger } from './csv-logger.js';
export { JSONLLogger } from './jsonl-logger.js';
