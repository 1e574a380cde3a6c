import { z } from "zod";
import {
  errorAnswer,
  exportAnswer,
  exportQuery,
  healthAnswer,
  individualAnswer,
  individualQuery,
  liveAnswer,
  modelsAnswer,
  noQuery,
  systemAnswer,
  systemQuery,
  systemsAnswer,
  tasksAnswer,
} from "./shapes";

interface Route {
  path: string;
  id: string;
  summary: string;
  description: string;
  query: z.ZodObject;
  answer: { name: string; shape: z.ZodType };
  /** A second form of the same answer. */
  csv?: boolean;
  /** Answers with these shapes when something is wrong. */
  troubles?: readonly Trouble[];
}

interface Trouble {
  status: string;
  description: string;
  name: string;
}

const badQuery: Trouble = {
  status: "400",
  description: "A parameter is unknown or wrong; the message says which and what it may be.",
  name: "Error",
};

const databaseAway: Trouble = {
  status: "503",
  description: "The database does not answer at the moment. Ask again after the seconds that Retry-After says.",
  name: "Error",
};

/** Every route of the public interface. The document, its page and the tests are made from this list. */
export const apiRoutes: readonly Route[] = [
  {
    path: "/api/v1/leaderboards/individual",
    id: "individualLeaderboard",
    summary: "What each model is worth alone",
    description: "One row for each model and scope: the mean over everything, each domain, each task.",
    query: individualQuery,
    answer: { name: "IndividualLeaderboard", shape: individualAnswer },
  },
  {
    path: "/api/v1/leaderboards/systems",
    id: "systemLeaderboard",
    summary: "What models are worth together",
    description: "One row for each system and scope, with the paired gain over the best single model of its pool, chosen on dev.",
    query: systemQuery,
    answer: { name: "SystemLeaderboard", shape: systemAnswer },
  },
  {
    path: "/api/v1/leaderboards/individual/export",
    id: "exportIndividuals",
    summary: "The table of individuals exactly as a view shows it",
    description: "Takes the parameters of the leaderboard page. Same columns and order as the page, and the rows of all its pages.",
    query: exportQuery,
    answer: { name: "ExportedTable", shape: exportAnswer },
    csv: true,
  },
  {
    path: "/api/v1/leaderboards/systems/export",
    id: "exportSystems",
    summary: "The table of systems exactly as a view shows it",
    description: "Takes the parameters of the leaderboard page. Same columns and order as the page, and the rows of all its pages.",
    query: exportQuery,
    answer: { name: "ExportedTable", shape: exportAnswer },
    csv: true,
  },
  {
    path: "/api/v1/models",
    id: "models",
    summary: "Every model that is known here",
    description: "Those that run here, those that are merely listed, and tombstones of those that were withdrawn.",
    query: noQuery,
    answer: { name: "Models", shape: modelsAnswer },
  },
  {
    path: "/api/v1/systems",
    id: "systems",
    summary: "Every system",
    description: "Method, pool and parameters.",
    query: noQuery,
    answer: { name: "Systems", shape: systemsAnswer },
  },
  {
    path: "/api/v1/tasks",
    id: "tasks",
    summary: "Every task",
    description: "Data sets with the number of questions of each split.",
    query: noQuery,
    answer: { name: "Tasks", shape: tasksAnswer },
  },
  {
    path: "/api/health",
    id: "health",
    summary: "Whether the portal can serve people",
    description:
      "Database, worker, model servers and scorers. 200 while the database answers: what else is missing is named in `checks`, and the status is `degraded`.",
    query: noQuery,
    answer: { name: "Health", shape: healthAnswer },
    troubles: [badQuery, { status: "503", description: "The database does not answer.", name: "Health" }],
  },
  {
    path: "/api/health/live",
    id: "live",
    summary: "Whether the web process answers",
    description: "Asks for nothing beyond the process itself: where this fails, start it again.",
    query: noQuery,
    answer: { name: "Live", shape: liveAnswer },
    troubles: [badQuery],
  },
];

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the public interface, made from the shapes that answers are checked against. */
export function openApiDocument(address: string): Json & { paths: Json } {
  const named = [{ name: "Error", shape: errorAnswer }, ...apiRoutes.map((route) => route.answer)];
  return {
    openapi: "3.1.0",
    info: {
      title: "Polyphony",
      version: "1",
      summary: "What models are worth alone and in company",
      description:
        "Read-only and open to everyone. Scores are shares from 0 to 1 with 95 % intervals. Every answer says when it was computed and how to cite it.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: address }],
    paths: Object.fromEntries(apiRoutes.map((route) => [route.path, { get: operationOf(route) }])),
    components: { schemas: Object.fromEntries(named.map(({ name, shape }) => [name, schemaOf(shape, "output")])) },
  };
}

function operationOf(route: Route): Json {
  const reference = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });
  const troubles = route.troubles ?? [badQuery, databaseAway];
  return {
    operationId: route.id,
    summary: route.summary,
    description: route.description,
    security: [],
    parameters: parametersOf(route.query),
    responses: {
      "200": {
        description: route.summary,
        content: { ...reference(route.answer.name), ...(route.csv && { "text/csv": { schema: { type: "string" } } }) },
      },
      ...Object.fromEntries(troubles.map(({ status, description, name }) => [status, { description, content: reference(name) }])),
    },
  };
}

function parametersOf(query: z.ZodObject): Json[] {
  const { properties = {} } = schemaOf(query, "input");
  return Object.entries(properties as Record<string, Json>).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: false,
    ...(typeof description === "string" && { description }),
    schema,
  }));
}

/**
 * A list of fixed length is said by its bounds: generators of clients take no `items: false`, which JSON Schema would say
 * instead.
 */
function override({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const length = jsonSchema.prefixItems?.length;
  if (length === undefined || jsonSchema.items !== false) return;
  delete jsonSchema.items;
  jsonSchema.minItems = length;
  jsonSchema.maxItems = length;
}

function schemaOf(shape: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { target: "draft-2020-12", io, unrepresentable: "any", override });
  return schema;
}
