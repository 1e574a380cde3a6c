import { z } from "zod";
import { requests } from "./requests";
import { jobFailure, jobProgress, results } from "./results";

/** JSON Schema of what the Python programs take and give, by the name of its file in `gpu/contracts`. */
export function contracts(): Record<string, unknown> {
  // What is given may leave out what has a default; what is written has everything.
  const taken = Object.entries(requests).map(([kind, schema]) => [kind, z.toJSONSchema(schema, { io: "input" })] as const);
  const given = Object.entries(results).map(([kind, schema]) => [kind, z.toJSONSchema(schema)] as const);
  return {
    "requests.json": Object.fromEntries(taken),
    "results.json": Object.fromEntries(given),
    "progress.json": z.toJSONSchema(jobProgress),
    "failure.json": z.toJSONSchema(jobFailure),
  };
}
