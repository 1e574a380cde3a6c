import { Client } from "pg";
import { addresses } from "./addresses";

/** Does what no page offers in the database of the demo instance. */
export async function inDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: addresses.database() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
