import { z } from "zod";
import { openApiDocument } from "./openapi";

/** The parts of a JSON Schema that our shapes use. */
const schemaNode = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  $ref: z.string().optional(),
  get anyOf() {
    return z.array(schemaNode).optional();
  },
  get items() {
    // False after `prefixItems`: nothing follows.
    return z.union([z.literal(false), schemaNode]).optional();
  },
  get prefixItems() {
    return z.array(schemaNode).optional();
  },
  get properties() {
    return z.record(z.string(), schemaNode).optional();
  },
});
type SchemaNode = z.infer<typeof schemaNode>;

const operation = z.object({
  get: z.object({
    operationId: z.string(),
    summary: z.string(),
    description: z.string(),
    parameters: z.array(z.object({ name: z.string(), description: z.string().optional(), schema: schemaNode })),
    responses: z.object({ "200": z.object({ content: z.looseObject({ "application/json": z.object({ schema: schemaNode }) }) }) }),
  }),
});
const documentShape = z.object({
  info: z.object({ description: z.string() }),
  paths: z.record(z.string(), operation),
  components: z.object({ schemas: z.record(z.string(), schemaNode) }),
});

export interface DescribedField {
  name: string;
  type: string;
  description: string;
}

export interface DescribedRoute {
  path: string;
  id: string;
  summary: string;
  description: string;
  parameters: DescribedField[];
  /** Media types of the answer. */
  forms: string[];
  answer: DescribedField[];
}

/** The OpenAPI document as a page shows it: read from the document itself, so the two cannot differ. */
export function describeApi(address: string): { description: string; routes: DescribedRoute[] } {
  const document = documentShape.parse(openApiDocument(address));
  const routes = Object.entries(document.paths).map(([path, { get }]) => ({
    path,
    id: get.operationId,
    summary: get.summary,
    description: get.description,
    parameters: get.parameters.map(({ name, description, schema }) => ({ name, type: typeOf(schema), description: description ?? "" })),
    forms: Object.keys(get.responses["200"].content),
    answer: fieldsOf(resolve(get.responses["200"].content["application/json"].schema, document.components.schemas), ""),
  }));
  return { description: document.info.description, routes };
}

function resolve(node: SchemaNode, schemas: Record<string, SchemaNode>): SchemaNode {
  return (node.$ref && schemas[node.$ref.replace("#/components/schemas/", "")]) || node;
}

function fieldsOf(node: SchemaNode, prefix: string): DescribedField[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const path = `${prefix}${name}`;
    const own = { name: path, type: typeOf(child), description: child.description ?? "" };
    const object = nullable(child);
    return [own, ...fieldsOf(object, `${path}.`), ...(object.items ? fieldsOf(object.items, `${path}[].`) : [])];
  });
}

/** The one shape of a field that may also be null. */
function nullable(node: SchemaNode): SchemaNode {
  const others = (node.anyOf ?? []).filter((each) => each.type !== "null");
  return others.length === 1 && others[0] ? others[0] : node;
}

function typeOf(node: SchemaNode): string {
  if (node.anyOf) return node.anyOf.map(typeOf).join(" or ");
  const usual = node.default === undefined ? "" : `, usually ${JSON.stringify(node.default)}`;
  if (node.enum) return `${node.enum.join(" | ")}${usual}`;
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.prefixItems) return `[${node.prefixItems.map(typeOf).join(", ")}]`;
  if (node.type === "array") return `list of ${node.items ? typeOf(node.items) : "anything"}`;
  return `${[node.type ?? "anything"].flat().join(" or ")}${usual}`;
}
