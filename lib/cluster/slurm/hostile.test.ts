import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { JobOrder } from "../cluster";
import { prepareAttempt, writeRequest } from "../folder/prepare-attempt";
import { checkPlain, commandLine } from "./run-slurm";
import { submitArguments } from "./submit-arguments";

const order: JobOrder = {
  jobId: "018f",
  name: "ab".repeat(32),
  attempt: 1,
  nonce: "11111111-1111-4111-8111-111111111111",
  folder: "/shared/jobs/ab/1",
  gpus: 1,
  cpus: 2,
  memoryMb: 512,
  seconds: 600,
  resumable: true,
};
const folder = mkdtempSync(join(tmpdir(), "polyphony-hostile-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Texts that mean something to a shell, to YAML, to sbatch or to a terminal, alone and within others. */
const nasty = fc.oneof(
  fc.constantFrom(
    "$(reboot)",
    "`id`",
    "; rm -rf /",
    "' || true #",
    '"; exit 0; "',
    "\n#SBATCH --wrap=id",
    "&& id",
    "|id",
    ">/etc/passwd",
    "$IFS",
  ),
  fc.constantFrom("!!python/object/apply:os.system [id]", "&a [*a, *a]", "key: {a: b}", "- - -", "%YAML 1.1", "--- |", "no", "1e3", "~"),
  fc.constantFrom("--wrap=id", "-o/etc/passwd", "%x%j", "\\", "\r\n", "\u0007\u001b[2J", "\u2028", "\ud800", "../../..", "@@", "\u0000"),
  fc.string({ unit: "binary", maxLength: 30 }),
);
const hostileText = fc.array(nasty, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
const hostileValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    hostileText,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(hostileText, tie("value"), { maxKeys: 3 }),
})).value;
const withoutNul = (text: string) => text.replaceAll("\u0000", "");

const setsAtOnce = 100;
const hostileSet = fc.record({ request: fc.dictionary(hostileText, hostileValue, { maxKeys: 4 }), text: hostileText.map(withoutNul) });

describe("10,000 hostile parameter sets", () => {
  it("reach no argument of sbatch, no shell and no YAML: they are data in JSON files, and come back as they were", async () => {
    const ordinary = submitArguments(order, "0123456789abcdef", {});
    let count = 0;
    const many = fc.array(hostileSet, { minLength: setsAtOnce, maxLength: setsAtOnce });
    await fc.assert(
      fc.asyncProperty(many, async (sets) => {
        count += sets.length;
        const request = sets.map((set) => set.request);
        const command = ["python3", ...sets.map(({ text }) => text)];
        const environment = Object.fromEntries(sets.map(({ text }, place) => [`GREETING_${place}`, text]));
        await writeRequest(folder, JSON.stringify(request), {});
        const { name, attempt, nonce } = order;
        const attempted = { name, attempt, nonce, command, environment, graceSeconds: 30, seconds: null, memoryMb: 512 };
        const place = await prepareAttempt(folder, attempted);
        // As JSON holds it: half a surrogate pair and minus zero read the same after one turn and after two.
        const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(JSON.parse(readFileSync(join(folder, "request.json"), "utf8"))).toEqual(asJson(request));
        expect(JSON.parse(readFileSync(join(place, "job.json"), "utf8"))).toMatchObject({ command, environment });
        expect(submitArguments(order, "0123456789abcdef", {})).toEqual(ordinary);
      }),
      { numRuns: 10_000 / setsAtOnce },
    );
    expect(count).toBe(10_000);
    expect([...readdirSync(folder), ...readdirSync(join(folder, "1"))].sort()).toEqual(["1", "job.json", "request.json"]);
  }, 300_000);
});

describe("what stands in a command of Slurm", () => {
  it("is the same for every shell, or is refused, also where it comes from settings", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const words = submitArguments({ ...order, folder: `/shared/${text}` }, "0123456789abcdef", { partition: text });
        const isPlain = /^[A-Za-z0-9_./:=@,+-]*$/.test(text);
        if (isPlain) expect(() => checkPlain(words)).not.toThrow();
        else for (const ssh of [undefined, "login"]) expect(() => commandLine(words, ssh)).toThrow("letters, digits");
      }),
      { numRuns: 2_000 },
    );
  });

  it("goes over one shared connection of ssh, word by word, after the name of the machine", () => {
    const { file, args } = commandLine(["squeue", "--me"], "login.example.org");
    expect(file).toBe("ssh");
    expect(args.slice(args.indexOf("-T"))).toEqual(["-T", "login.example.org", "--", "squeue", "--me"]);
    expect(args).toContain("ControlMaster=auto");
    expect(args).toContain("BatchMode=yes");
  });
});
