import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { type Cluster, ClusterAway, type ClusterNode } from "./cluster";

/** A page waits no longer for a cluster. Milliseconds. */
const patience = 5_000;

/** Machines of a cluster, or in its words why it does not tell them. */
export type NodeList = { there: true; nodes: ClusterNode[] } | { there: false; words: string };

/** @param cluster is closed afterwards */
export async function listNodes(actor: Actor, cluster: Cluster): Promise<NodeList> {
  requirePermission(actor, "operate:read");
  const given = new AbortController();
  const asked = askNodes(cluster);
  const late = wait(patience, null, { signal: given.signal }).then(
    (): NodeList => ({ there: false, words: `It did not answer within ${patience / 1_000} s.` }),
    // The answer came first.
    (): NodeList => ({ there: false, words: "" }),
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    given.abort();
  }
}

async function askNodes(cluster: Cluster): Promise<NodeList> {
  try {
    return { there: true, nodes: await cluster.describeNodes() };
  } catch (error) {
    if (!(error instanceof ClusterAway)) throw error;
    return { there: false, words: error.message };
  } finally {
    await cluster.close();
  }
}
