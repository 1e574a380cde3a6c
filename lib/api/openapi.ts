import { z } from "zod";
import { mediaTypes } from "./choose-format";
import {
  experimentAnswer,
  experimentPath,
  experimentsAnswer,
  resultsAnswer,
  resultsQuery,
  runAnswer,
  runPath,
  runsAnswer,
  runsQuery,
} from "./run-shapes";
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
  /** Parts of the path that stand in braces. */
  parts?: z.ZodObject;
  query: z.ZodObject;
  answer: { name: string; shape: z.ZodType };
  /** Media types of other forms of the same answer. */
  otherForms?: readonly OtherForm[];
  /** Answers with these shapes when something is wrong. */
  troubles?: readonly Trouble[];
}

interface OtherForm {
  mediaType: string;
  isText: boolean;
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

const notThere: Trouble = { status: "404", description: "There is none of this number or name, or you may not see it.", name: "Error" };

const tooMany: Trouble = {
  status: "429",
  description: "You have too many files under way. Let one finish, then ask again.",
  name: "Error",
};

const csv: OtherForm = { mediaType: "text/csv", isText: true };

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
    otherForms: [csv],
  },
  {
    path: "/api/v1/leaderboards/systems/export",
    id: "exportSystems",
    summary: "The table of systems exactly as a view shows it",
    description: "Takes the parameters of the leaderboard page. Same columns and order as the page, and the rows of all its pages.",
    query: exportQuery,
    answer: { name: "ExportedTable", shape: exportAnswer },
    otherForms: [csv],
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
    path: "/api/v1/runs",
    id: "runs",
    summary: "Every run",
    description: "Evaluations of single models and systems, in the order of their numbers, a page at a time.",
    query: runsQuery,
    answer: { name: "Runs", shape: runsAnswer },
  },
  {
    path: "/api/v1/runs/{number}",
    id: "run",
    summary: "One run",
    description: "How it stands, what it cost, and its mean score on each task.",
    parts: runPath,
    query: noQuery,
    answer: { name: "RunWithScores", shape: runAnswer },
    troubles: [badQuery, notThere, databaseAway],
  },
  {
    path: "/api/v1/runs/{number}/results",
    id: "runResults",
    summary: "Every answer of a run",
    description:
      "What was asked and answered, how it was read and scored, and who said what on the way. No row is left out: a text that its contributor does not show is null, with the reason. " +
      "JSON comes in pages. JSON lines and Parquet are whole files with the same fields, in Parquet `steps` and `decision` as JSON text; they break off when a score or a consent changes while they are made.",
    parts: runPath,
    query: resultsQuery,
    answer: { name: "Results", shape: resultsAnswer },
    otherForms: [
      { mediaType: mediaTypes.jsonl, isText: true },
      { mediaType: mediaTypes.parquet, isText: false },
    ],
    troubles: [badQuery, notThere, tooMany, databaseAway],
  },
  {
    path: "/api/v1/experiments",
    id: "experiments",
    summary: "Every experiment",
    description: "Planned sets of runs, newest first.",
    query: noQuery,
    answer: { name: "Experiments", shape: experimentsAnswer },
  },
  {
    path: "/api/v1/experiments/{slug}",
    id: "experiment",
    summary: "One experiment",
    description: "What it set out to run, and the numbers of its runs.",
    parts: experimentPath,
    query: noQuery,
    answer: { name: "ExperimentWithRuns", shape: experimentAnswer },
    troubles: [badQuery, notThere, databaseAway],
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
    parameters: [...(route.parts ? parametersOf(route.parts, "path") : []), ...parametersOf(route.query, "query")],
    responses: {
      "200": {
        description: route.summary,
        content: { ...reference(route.answer.name), ...Object.fromEntries((route.otherForms ?? []).map(contentOf)) },
      },
      ...Object.fromEntries(troubles.map(({ status, description, name }) => [status, { description, content: reference(name) }])),
    },
  };
}

function contentOf({ mediaType, isText }: OtherForm): [string, Json] {
  return [mediaType, { schema: isText ? { type: "string" } : { type: "string", format: "binary" } }];
}

function parametersOf(shape: z.ZodObject, place: "path" | "query"): Json[] {
  const { properties = {} } = schemaOf(shape, "input");
  return Object.entries(properties as Record<string, Json>).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === "path",
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
