import { Client } from "pg";
import { readZooModels } from "@/lib/pool/read-zoo-models";

/** Whether models of this portal are those that the zoo's server serves: a demo's, or added, or sent in under their names. */
export async function servesZoo(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const hubIds = (await readZooModels()).map(({ hubId }) => hubId);
    const { rowCount } = await client.query(`SELECT 1 FROM "Model" WHERE state = 'runnable' AND "servedAs" = ANY($1) LIMIT 1`, [hubIds]);
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
