import { z } from "zod";
import type { Dialect } from "../dialects/dialect";
import { plain } from "../dialects/plain";
import { recognizeList, signsElsewhere } from "../dialects/recognize";
import { ServingError } from "../errors";
import type { Endpoint } from "./endpoint";

/** How often a server that lists its models may be silent elsewhere before it counts as one that has nothing there. */
const MOST_SILENCES = 3;

/** What a list of models tells of its server. */
export interface ListTold {
  server: string | null;
  owners: readonly (string | null)[];
}

/**
 * Finds out which server this is, once, and again when its list looks otherwise: by the list, else by what it answers elsewhere. A
 * server that nobody knows is spoken to plainly.
 * @throws ServingError where it does not answer in time: then it is asked when it lists its models again
 */
export async function recognizeServer(endpoint: Endpoint, { server, owners }: ListTold, deadlineMs: number): Promise<void> {
  const ownedBy = new Set(owners.filter((owner) => owner !== null));
  const listed = recognizeList({ server, ownedBy });
  // Owners of single models say nothing of the server, but others may tell that another server has come.
  const signs = [server ?? "", listed?.name ?? [...ownedBy].toSorted().join(" ")].join(" ");
  if (endpoint.speech.knows(signs)) return;
  endpoint.speech.learn(listed ?? (await findElsewhere(endpoint, deadlineMs)) ?? plain, signs);
}

async function findElsewhere(endpoint: Endpoint, deadlineMs: number): Promise<Dialect | null> {
  try {
    for (const { path, isOf } of signsElsewhere) {
      const body = await askAside(endpoint, path, deadlineMs);
      const dialect = body === null ? null : isOf(body);
      if (dialect) return dialect;
    }
  } catch (error) {
    endpoint.speech.silences += 1;
    if (endpoint.speech.silences < MOST_SILENCES) throw error;
  }
  return null;
}

/** What a server says at an address that others do not have; null where it has nothing there. @throws ServingError where it is away */
export async function askAside(
  endpoint: Endpoint,
  path: (typeof signsElsewhere)[number]["path"] | NonNullable<Dialect["contextPath"]>,
  deadlineMs: number,
): Promise<unknown> {
  try {
    return (await endpoint.ask(path, z.unknown(), { deadlineMs })).body;
  } catch (error) {
    const hasAnswered = error instanceof ServingError && (!error.passing || ("hasAnswered" in error && error.hasAnswered === true));
    if (hasAnswered) return null;
    throw error;
  }
}
