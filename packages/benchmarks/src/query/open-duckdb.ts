import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { loadOptional } from '../load-optional.js';

/** MB that DuckDB may take; what is more goes to a temporary folder. */
const memory = 1000;

/** Rows of a part of a Parquet file; of these each thread holds some for each folder that it writes to. */
export const rows = 2048;

/**
 * Does something with a database in memory that may read and write what lies in these folders, and nothing else: no
 * extension is loaded, no address opened.
 */
export async function withDuckDB<T>(
  folders: readonly string[],
  act: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { DuckDBInstance } = await loadOptional(() => import('@duckdb/node-api'), 'This', '@duckdb/node-api');
  const spill = mkdtempSync(path.join(tmpdir(), 'zoo-duckdb-'));
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(availableParallelism()),
    memory_limit: `${memory}MB`,
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: spill,
  });
  const connection = await instance.connect();
  try {
    await connection.run(`set allowed_directories = [${[...folders, spill].map(textOf).join()}]`);
    await connection.run(`set partitioned_write_flush_threshold = ${rows}`);
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
    return await act(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(spill, { recursive: true, force: true });
  }
}

/** A text of SQL. */
export const textOf = (text: string): string => `'${text.replaceAll("'", "''")}'`;
