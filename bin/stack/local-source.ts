import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import { type EndpointSetting, env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readFolder, whyNotZoo } from "@/lib/pool/local/read-folder";
import { serveFolder } from "@/lib/pool/local/serve-folder";
import { Endpoint } from "@/lib/serving/endpoint/endpoint";
import { askForListing, type Listing } from "@/lib/serving/endpoint/listing";
import { ServingError } from "@/lib/serving/errors";
import { Trouble } from "./step";

/** What a command knows of a model before it comes into the pool. */
export interface LocalSource {
  weightsHash: string;
  servedAs: string;
  baseModel: string | null;
  family: string | null;
  parameters: number | null;
  notes: string;
  /** What has to be done once the model is in the pool. */
  serve?: () => Promise<void>;
  /** What the operator is told. */
  words: string[];
}

interface Wish {
  name: string;
  servedAs: string | undefined;
  base: string | null;
  licence: string | null;
}

/** Milliseconds that a model server has to say what it serves. */
const patience = 10_000;

/** @throws Trouble, AppError INVALID_INPUT that names every problem of the folder */
export async function fromFolder(folder: string, { name, servedAs = `local/${name}`, base, licence }: Wish): Promise<LocalSource> {
  const parent = base === null ? null : await findBase(base);
  const { gguf, warnings, weightsHash, weightsSha256, parameters, family, isAdapter } = await readFolder(
    folder,
    licence,
    parent?.weightsHash ?? null,
  );
  const facts = { weightsHash, servedAs, parameters, family, baseModel: parent?.hubId ?? base };
  const notes = `A model of this installation's operator, from a folder of theirs${isAdapter ? `; an adapter of ${parent?.name}` : ""}. It was not submitted and is not on the Hub.`;
  const whyNot = gguf === null ? "it holds no single GGUF file, which is what the zoo server reads" : await whyNotZoo(gguf.file);
  const elsewhere = await whoServes(servedAs);
  if (gguf !== null && whyNot === null && elsewhere.length === 0) {
    const record = { version: 1, servedAs, file: gguf.file, fileSha256: gguf.sha256, weightsSha256 } as const;
    const words = [...warnings, `The zoo server of this machine serves it as ${servedAs}, from ${gguf.file}, within a few seconds.`];
    return { ...facts, notes, words, serve: () => serveFolder(name, record) };
  }
  if (elsewhere.length > 0)
    return { ...facts, notes, words: [...warnings, `${elsewhere.join(" and ")} in ENDPOINTS serves it as ${servedAs}.`] };
  return {
    ...facts,
    notes,
    words: [...warnings, ...howToServe({ folder, servedAs, why: whyNot ?? "", gguf: gguf?.file ?? null, isAdapter })],
  };
}

function howToServe({
  folder,
  servedAs,
  why,
  gguf,
  isAdapter,
}: {
  folder: string;
  servedAs: string;
  why: string;
  gguf: string | null;
  isAdapter: boolean;
}): string[] {
  const vllm = isAdapter
    ? `vllm serve BASE --enable-lora --lora-modules ${servedAs}=${folder}`
    : `vllm serve ${folder} --served-model-name ${servedAs}`;
  return [
    `Nobody serves it yet: ${why}.`,
    `Start a model server that calls it ${servedAs}, for example`,
    `  ${gguf === null ? vllm : `llama-server -m ${gguf} --alias ${servedAs}`}`,
    `and name it in ENDPOINTS, like [{"name":"mine","url":"http://127.0.0.1:8000"}]. Runs with it wait until then.`,
  ];
}

/** Names of configured endpoints that list a model of this name now; those that are away list nothing. */
async function whoServes(servedAs: string): Promise<string[]> {
  const asked = await Promise.all(
    env().ENDPOINTS.map(async (setting) => {
      const listing = await ask(setting).catch(() => null);
      return listing?.offers.has(servedAs) ? [setting.name] : [];
    }),
  );
  return asked.flat();
}

async function ask(setting: EndpointSetting): Promise<Listing> {
  const endpoint = new Endpoint(setting);
  try {
    return await askForListing(endpoint, patience);
  } finally {
    await endpoint.close();
  }
}

/** A name that a configured endpoint serves. @throws Trouble */
export async function fromEndpoint(from: string, { name, servedAs = name, base }: Wish): Promise<LocalSource> {
  const settings = env().ENDPOINTS;
  const setting = settings.find((other) => other.name === from);
  if (!setting) {
    const names = settings.map((other) => other.name).join(", ");
    throw new Trouble(`"${from}" is neither a folder nor the name of an endpoint. Endpoints in ENDPOINTS: ${names}.`);
  }
  const { offers } = await ask(setting).catch((error: unknown) => {
    throw error instanceof ServingError ? new Trouble(error.message) : error;
  });
  const offer = offers.get(servedAs);
  if (!offer)
    throw new Trouble(
      `${from} serves no model "${servedAs}". It serves: ${[...offers.keys()].join(", ") || "none"}. Choose one: --served-as NAME`,
    );
  const parent = base === null ? null : await findBase(base).catch(() => null);
  const isPinned = offer.weightsHash !== null;
  const weightsHash = offer.weightsHash ?? createHash("sha256").update(`served\n${setting.url}\n${servedAs}\n`).digest("hex");
  const unpinned =
    "The server does not say which weights it loaded: that it stays the same model shows in its answers to the canary alone.";
  return {
    weightsHash,
    servedAs,
    baseModel: parent?.hubId ?? base,
    family: null,
    parameters: null,
    notes: `A model of this installation's operator, served by ${from}. It was not submitted and is not on the Hub.${isPinned ? "" : ` ${unpinned}`}`,
    words: [`${from} serves it as ${servedAs}.`, ...(isPinned ? [] : [unpinned])],
  };
}

/** A model that is known here, by its page's name, its name or its name on the Hub. @throws AppError NOT_FOUND */
async function findBase(base: string) {
  const model = await db().model.findFirst({
    where: { OR: [{ slug: base }, { name: base }, { hubId: { equals: base, mode: "insensitive" } }], weightsHash: { not: null } },
    select: { name: true, hubId: true, weightsHash: true },
  });
  if (model) return model;
  throw new AppError(
    "NOT_FOUND",
    `There is no model "${base}" here whose weights are known. Add it first, or name another one with --base.`,
  );
}
