import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HubServer, startHub } from "@/e2e/servers/hub";
import { type Repository, safetensors } from "@/e2e/servers/hub-repository";
import { checkModel } from "./check-model";
import { hubAt } from "./client";
import { type CheckId, hfRepoId } from "./schema";

let server: HubServer;
beforeAll(async () => {
  server = await startHub();
});
afterAll(() => server.close());

interface Change extends Partial<Omit<Repository, "files">> {
  files?: Record<string, string | Buffer | null>;
}

let made = 0;
/** The report on a good repository with some of its files and fields changed. */
async function reportOn({ files = {}, ...change }: Change, name = `changed-${made++}`) {
  const good = server.repositories.get("cases/good");
  if (!good) throw new Error("The Hub has no model to start from.");
  const content = new Map(good.files);
  for (const [path, text] of Object.entries(files)) {
    if (text === null) content.delete(path);
    else content.set(path, Buffer.from(text));
  }
  const id = `cases/${name}`;
  server.repositories.set(id, { ...good, ...change, id, files: content });
  return checkModel(hubAt(server.url), { hubId: hfRepoId.parse(id), revision: "", description: "Answers questions about rivers." }, []);
}
const look = async (id: CheckId, change: Change, name?: string) => (await reportOn(change, name)).checks.find((check) => check.id === id);

describe("JSON as Python writes it", () => {
  const config = (rest: string) => ({ files: { "config.json": `{"architectures":["LlamaForCausalLM"],${rest}}` } });
  it.each(["NaN", "Infinity", "-Infinity", "[0.0, Infinity]"])("with %s is read, and the code in it found", async (value) => {
    expect((await look("code", config(`"limit":${value},"auto_map":{"AutoModelForCausalLM":"m.M"}`)))?.outcome).toBe("fail");
    expect((await look("code", config(`"limit":${value}`)))?.outcome).toBe("pass");
  });
  it.each([
    [{ architectures: ["LlamaForSequenceClassification"] }, "reward model"],
    [{ architectures: ["LlavaForConditionalGeneration"], vision_config: {} }, "images"],
  ])("tells the kind of model: %j", async (parts, words) => {
    const text = JSON.stringify({ ...parts, x: 0 }).replace('"x":0', '"x":NaN');
    expect(await look("architecture", { files: { "config.json": text } })).toMatchObject({
      outcome: "fail",
      text: expect.stringContaining(words),
    });
  });
  it("keeps the words NaN and Infinity within strings, and a template beside an endless length", async () => {
    const text = '{"model_max_length": Infinity, "chat_template": "{{ \\"NaN, -Infinity\\" }}"}';
    expect((await look("chat-template", { files: { "tokenizer_config.json": text } }))?.outcome).toBe("pass");
  });
});

describe("settings that are kept by Git LFS", () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 512\n`;
  it.each([
    ["a file at another host", { keptByLfs: ["config.json", "README.md", "chat_template.jinja"] }],
    ["a pointer in place of the file", { files: { "config.json": pointer } }],
  ])("are named as such, whatever else there is: %s", async (_, change) => {
    const report = await reportOn({ files: { "chat_template.jinja": "{{ x }}" }, ...change });
    expect(report.problem).toBeNull();
    const code = report.checks.find((check) => check.id === "code");
    expect(code).toMatchObject({ outcome: "unknown", text: expect.stringContaining("config.json is kept by Git LFS") });
    expect(code?.fix).toContain(".gitattributes");
    expect(report.checks.find((check) => check.id === "architecture")?.outcome).toBe("unknown");
  });
});

describe("settings that cannot be read", () => {
  it.each(["{", "", "{'architectures': ['LlamaForCausalLM']}", '{"a":1,}', "NaNs", '{"a": tru}'])(
    "leave unknown what they ask for: %j",
    async (text) => {
      const report = await reportOn({ files: { "config.json": text } });
      const outcomes = Object.fromEntries(report.checks.map((check) => [check.id, check.outcome]));
      expect(outcomes).toMatchObject({ code: "unknown", architecture: "unknown" });
    },
  );
  it.each(["[]", "null", '{"architectures":"LlamaForCausalLM"}', '{"architectures":[1]}'])(
    "of another shape are no word of the card: %s",
    async (text) => {
      expect((await look("architecture", { files: { "config.json": text } }))?.outcome).toBe("unknown");
    },
  );
  it("leave a chat template unknown, and a missing config.json the kind", async () => {
    expect((await look("chat-template", { files: { "tokenizer_config.json": "{" } }))?.outcome).toBe("unknown");
    expect((await look("architecture", { files: { "config.json": null } }))?.outcome).toBe("unknown");
  });
});

describe("large files", () => {
  const tokens = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, place) => [place, { content: `<unused${place}>`.padEnd(170) }]));
  it("of tokenizers with thousands of tokens are read", async () => {
    const text = JSON.stringify({ added_tokens_decoder: tokens(6_415), chat_template: "{{ messages }}" });
    expect(text.length).toBeGreaterThan(1_155_000);
    const report = await reportOn({ files: { "tokenizer_config.json": text } });
    expect(report.checks.filter((check) => check.outcome !== "pass")).toEqual([]);
  });
  it("that no loader opens are passed over, and named", async () => {
    const report = await reportOn({ files: { "trainer_state.json": `{"log":"${"a".repeat(1_500_000)}"}` } });
    expect(report.checks.filter((check) => check.outcome !== "pass")).toEqual([]);
    expect(report.checks.find((check) => check.id === "code")?.text).toContain("trainer_state.json");
  });
  it("that a loader opens are told to be too large, by name, and not as an absent Hub", async () => {
    const report = await reportOn({ files: { "tokenizer_config.json": `{"a":"${"a".repeat(17_000_000)}"}` } });
    expect(report.problem).toBe("too_large");
    expect(report.checks[0]).toMatchObject({ outcome: "fail", text: expect.stringContaining("tokenizer_config.json is over 8 MB") });
  });
  it("that are too much together are told to be", async () => {
    const files = Object.fromEntries(
      ["config", "generation_config", "special_tokens_map"].map((name) => [`${name}.json`, `{"a":"${"a".repeat(6_000_000)}"}`]),
    );
    expect((await reportOn({ files })).checks[0]?.text).toContain("over 16 MB together");
  });
  it("in great number are told to be too many", async () => {
    const many = Object.fromEntries(Array.from({ length: 61 }, (_, place) => [`part-${place}.json`, "{}"]));
    expect(await reportOn({ files: many })).toMatchObject({ problem: "too_large" });
  });
});

describe("words of the Hub", () => {
  it.each(["a\u0000b", "\ud800x", "x\udfff"])("that the database cannot hold are made storable: %j", async (text) => {
    const files = { "config.json": JSON.stringify({ model_type: text, architectures: [`${text}ForCausalLM`] }), [`${text}.json`]: "{}" };
    const report = await reportOn({ cardData: { license: text, base_model: [text] }, task: text, files });
    const whole = JSON.stringify(report);
    expect(whole).not.toMatch(/\\u0000|\\ud800|\\udfff/);
    expect(report.problem).toBeNull();
    expect(report.facts.licence).toContain("\ufffd");
  });
  it("have an end, which is told: the whole report stays small", async () => {
    const long = "x".repeat(400_000);
    const names = Array.from({ length: 500 }, () => `${long.slice(0, 1_000)}ForCausalLM`);
    const report = await reportOn({
      cardData: { license: "other", license_name: long, base_model: Array.from({ length: 100 }, () => "a/b") },
      task: long,
      files: { "config.json": JSON.stringify({ model_type: long, architectures: names }), "README.md": long },
    });
    expect(JSON.stringify(report).length).toBeLessThan(12_000);
    expect(report.facts.licence).toContain("(cut: it has 400,000 characters)");
    expect(report.facts.architectures.at(-1)).toBe("and 480 more");
  });
  it("with a path beyond all measure are unreadable, not away", async () => {
    expect(await reportOn({ files: { [`${"a".repeat(1_001)}.py`]: "" } })).toMatchObject({ problem: "unreadable" });
  });
});

it("any JSON in the place of settings gives a report, and no exception", async () => {
  const text = fc.oneof(
    fc.json(),
    fc
      .json({ maxDepth: 1 })
      .map((inner) => `{"architectures":${inner},"quantization_config":${inner},"weight_map":${inner},"chat_template":${inner}}`),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      const report = await reportOn({
        parameters: { I32: 5 },
        files: { "config.json": content, "tokenizer_config.json": content, "model.safetensors.index.json": content },
      });
      expect(report.checks.length).toBeGreaterThan(5);
    }),
    { numRuns: 60 },
  );
});

describe("weights that are not there", () => {
  const weights = () => server.repositories.get("cases/good")?.files.get("model.safetensors") ?? Buffer.alloc(0);
  const index = (...names: string[]) =>
    JSON.stringify({ weight_map: Object.fromEntries(names.map((name, place) => [`layer.${place}`, name])) });
  const parts = (...present: string[]) => ({
    "model.safetensors": null,
    ...Object.fromEntries(present.map((name) => [name, weights()])),
  });
  const one = "model-00001-of-00002.safetensors";
  const two = "model-00002-of-00002.safetensors";
  const parameters = { BF16: 7_000_000_000 };

  it("fail where the index names a missing file, also when the Hub has a count", async () => {
    const found = await look("weights", { parameters, files: { ...parts(one), "model.safetensors.index.json": index(one, two) } });
    expect(found).toMatchObject({ outcome: "fail", text: expect.stringContaining(two) });
  });
  it("fail where a number in the names is missing, or the index is", async () => {
    expect((await look("weights", { files: parts(one) }))?.text).toContain(two);
    expect((await look("weights", { files: parts(one, two) }))?.text).toContain("index");
    expect((await look("weights", { files: { ...parts(one, two), "model.safetensors.index.json": index(one, two) } }))?.outcome).toBe(
      "pass",
    );
    expect((await look("weights", { files: { ...parts(one, two), "model.safetensors.index.json": "{" } }))?.outcome).toBe("fail");
  });
  it("fail in a subfolder only, and empty", async () => {
    expect((await look("weights", { parameters, files: parts("checkpoint-100/model.safetensors") }))?.text).toContain("subfolder");
    expect((await look("weights", { parameters, files: { "model.safetensors": "" } }))?.text).toContain("empty");
  });
  it("fail where only an adapter lies beside a copied config.json, and warn where it lies beside a model", async () => {
    const adapter = { "adapter_config.json": "{}", "adapter_model.safetensors": weights() };
    const report = await reportOn({ parameters, files: { ...parts(), ...adapter } });
    expect(report.checks.filter((check) => ["architecture", "weights"].includes(check.id)).map((check) => check.outcome)).toEqual([
      "fail",
      "fail",
    ]);
    expect((await look("weights", { files: adapter }))?.outcome).toBe("warn");
  });
  it("are no pickled format where training only left its arguments", async () => {
    expect(
      (await look("weights", { files: { ...parts(), "training_args.bin": "x", "optimizer.pt": "x", "rng_state_0.pth": "x" } }))?.text,
    ).toContain("holds no weights");
  });
});

describe("the size of packed weights", () => {
  const packed = (quantization: object | null, parameters: Record<string, number>) =>
    look("size", {
      parameters,
      ...(quantization && {
        files: { "config.json": JSON.stringify({ architectures: ["LlamaForCausalLM"], quantization_config: quantization }) },
      }),
    });
  it("is a range, so that a large model in few bits does not pass as a small one", async () => {
    const found = await packed({ quant_method: "gptq", bits: 4 }, { I32: 4_000_000_000, F16: 500_000_000 });
    expect(found).toMatchObject({ outcome: "unknown", text: expect.stringContaining("Between 4.5 billion and 33 billion") });
    expect((await packed(null, { U8: 8_000_000_000 }))?.outcome).toBe("unknown");
    expect((await packed({ quant_method: "bitsandbytes", load_in_4bit: true }, { U8: 6_000_000_000 }))?.outcome).toBe("unknown");
  });
  it("passes where also the unpacked number is under the limit, and fails where the packed one is over it", async () => {
    expect((await packed({ quant_method: "awq", bits: 4 }, { I32: 800_000_000, F16: 300_000_000 }))?.outcome).toBe("pass");
    expect((await packed({ quant_method: "awq", bits: 4 }, { I32: 14_000_000_000 }))?.outcome).toBe("fail");
    expect((await packed({ quant_method: "fp8" }, { F8_E4M3: 7_000_000_000 }))?.text).toContain("7 billion parameters, under");
  });
});

describe("a model of another kind in the dress of a language model", () => {
  it("fails by the card's task, by its head, and by what embedding libraries leave", async () => {
    expect((await look("architecture", { task: "feature-extraction" }))?.text).toContain("embedding");
    const head = JSON.stringify({ weight_map: { "model.embed_tokens.weight": "model.safetensors", "score.weight": "model.safetensors" } });
    expect((await look("architecture", { files: { "model.safetensors.index.json": head } }))?.text).toContain("reward");
    expect((await look("architecture", { files: { "1_Pooling/config.json": "{}" } }))?.text).toContain("embedding");
  });
  it("fails by the head of its only file, where no index lists its tensors", async () => {
    const scoring = safetensors({ "model.embed_tokens.weight": [64, 16], "score.weight": [1, 16] }, "scores");
    expect((await look("architecture", { files: { "model.safetensors": scoring } }))?.text).toContain("reward");
    const bare = safetensors({ "model.embed_tokens.weight": [64, 16], "model.norm.weight": [16] }, "embeds");
    const config = JSON.stringify({ architectures: ["LlamaForCausalLM"], tie_word_embeddings: false });
    expect((await look("architecture", { files: { "model.safetensors": bare, "config.json": config } }))?.text).toContain("embedding");
  });
  it.each(["x".repeat(50), "", "\uffff".repeat(20)])("is not suspected where the head cannot be read: %j", async (content) => {
    expect((await look("architecture", { files: { "model.safetensors": content } }))?.outcome).toBe("pass");
  });
  it.each(["Skywork-Reward-8B", "my-rm", "Qwen3-Embedding-8B", "tiny-reranker-v2"])("is looked at for its name: %s", async (name) => {
    expect((await look("architecture", {}, name))?.outcome).toBe("warn");
  });
  it.each(["firmament", "forms-7b", "gemma-chat"])("is not suspected for letters within a word: %s", async (name) => {
    expect((await look("architecture", {}, name))?.outcome).toBe("pass");
  });
});

describe("licences", () => {
  it.each([
    [{ license: "other", license_name: "my-terms" }, "warn"],
    [{ license: "Other" }, "warn"],
    [{ license_name: "my-terms", license: null }, "warn"],
    [{ license: "CC-BY-NC-4.0" }, "warn"],
    [{ license: "apache-2.0", license_name: "Research only" }, "warn"],
    [{ license: ["apache-2.0", "cc-by-nc-4.0"] }, "warn"],
    [{ license: "  " }, "fail"],
    [{ license: "mit", license_name: "MIT" }, "pass"],
    [{ license: "apache-2.0" }, "pass"],
  ])("%j is %s", async (cardData, outcome) => {
    expect((await look("licence", { licence: "", cardData }))?.outcome).toBe(outcome);
  });
});

it.each(["", "  \n", []])("a chat template of %j is none", async (template) => {
  expect((await look("chat-template", { files: { "tokenizer_config.json": JSON.stringify({ chat_template: template }) } }))?.outcome).toBe(
    "fail",
  );
});

it("a file that the Hub's scanners have not finished is a warning", async () => {
  expect((await look("security", { scans: { "model.safetensors": "queued" } }))?.outcome).toBe("warn");
});
