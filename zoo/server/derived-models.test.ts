import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startZooServer, type ZooServer } from "./start-zoo-server";

const listSchema = z.object({ data: z.array(z.object({ id: z.string(), weights_sha256: z.string() })) });
const replySchema = z.object({ choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]) });

let folder: string;
let server: ZooServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "derived-"));
  server = await startZooServer({ host: "127.0.0.1", port: 0, models: "zoo/models", derived: folder, loaded: 1, slots: 1, threads: 1 });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A folder that appears whole. */
async function add(name: string, model: string): Promise<void> {
  await cp(join("zoo/models", model), join(folder, `.making-${name}`), { recursive: true });
  await rename(join(folder, `.making-${name}`), join(folder, name));
}
const list = async () => listSchema.parse(await (await fetch(`${server.url}/v1/models`)).json()).data;
async function ask(model: string) {
  const body = { model, messages: [{ role: "user", content: "What is the capital of Peru?" }], temperature: 0, max_tokens: 8 };
  const headers = { "content-type": "application/json" };
  return await fetch(`${server.url}/v1/chat/completions`, { method: "POST", headers, body: JSON.stringify(body) });
}
const textOf = async (response: Response) => replySchema.parse(await response.json()).choices[0].message.content;

describe("models that appear while the zoo server runs", () => {
  it("are listed with their weights, answer as what they are, and are gone with their folder", async () => {
    const before = await list();
    await add("d-one", "zoo-cartographer");
    const own = before.find(({ id }) => id === "polyphony-zoo/zoo-cartographer");
    expect((await list()).find(({ id }) => id === "derived/d-one")?.weights_sha256).toBe(own?.weights_sha256);
    expect(await textOf(await ask("derived/d-one"))).toBe(await textOf(await ask("polyphony-zoo/zoo-cartographer")));
    await rm(join(folder, "d-one"), { recursive: true });
    expect(await list()).toEqual(before);
    expect((await ask("derived/d-one")).status).toBe(404);
  });

  it("make room for each other without losing an answer", async () => {
    await add("d-two", "zoo-cartographer");
    await add("d-three", "zoo-abacus");
    const [two, three] = [await textOf(await ask("derived/d-two")), await textOf(await ask("derived/d-three"))];
    const crowd = await Promise.all(
      Array.from({ length: 24 }, (_, place) => ask(place % 2 === 0 ? "derived/d-two" : "derived/d-three").then(textOf)),
    );
    expect(crowd).toEqual(crowd.map((_, place) => (place % 2 === 0 ? two : three)));
  });

  it("are no way out of their folder", async () => {
    for (const name of ["derived/../zoo-base", "derived/", "derived/.making-x", "derived/%2e%2e"])
      expect((await ask(name)).status).toBe(404);
  });
});
