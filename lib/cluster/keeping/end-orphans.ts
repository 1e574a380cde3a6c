import { db } from "@/lib/db/client";
import { log } from "@/lib/log";
import type { Cluster, Sighting } from "../cluster";
import { hasEnded } from "../states";

/**
 * Ends what runs in the cluster for nobody: jobs of this portal without a row, earlier attempts, second copies of one
 * submission, and jobs whose rows have ended.
 * @throws ClusterAway
 */
export async function endOrphans(cluster: Cluster, sightings: readonly Sighting[]): Promise<void> {
  const live = sightings.filter(({ phase }) => phase === "waits" || phase === "works");
  if (live.length === 0) return;
  const rows = await db().job.findMany({
    where: { name: { in: live.map(({ name }) => name) } },
    select: { name: true, nonce: true, clusterJobId: true, state: true },
  });
  const byName = new Map(rows.map((row) => [row.name, row]));
  for (const { id, name, nonce } of live) {
    const row = byName.get(name);
    const isWanted = row && !hasEnded(row.state) && row.nonce === nonce && (row.clusterJobId === null || row.clusterJobId === id);
    if (isWanted) continue;
    log.warn({ job: name, id, part: "cluster" }, "a job in the cluster that nobody waits for is ended");
    await cluster.cancel({ id, known: null });
  }
}
