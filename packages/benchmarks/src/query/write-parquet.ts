import type { DuckDBConnection } from '@duckdb/node-api';
import { rows, textOf, withDuckDB } from './open-duckdb.js';
import { foldersOf, runsFrom, type Sources } from './runs-table.js';

/** Writes the table as a folder of Parquet files, one folder in it for each problem: what is read later is read alone. */
export const writeParquet = (sources: Sources, folder: string): Promise<void> =>
  withDuckDB([...foldersOf(sources), folder], (connection) => write(connection, sources, folder));

async function write(connection: DuckDBConnection, sources: Sources, folder: string): Promise<void> {
  await connection.run(
    `COPY (SELECT * FROM ${runsFrom(sources)}) TO ${textOf(folder)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rows}, PARTITION_BY (problem))`,
  );
}
