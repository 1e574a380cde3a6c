import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MailServer, startSmtp } from "@/e2e/servers/smtp";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { limitRate } from "../signing-in/limit-rate";
import { issueToken, redeemToken, tokenStands } from "../signing-in/one-time-token";
import { seedPersonas } from "../signing-in/seed-personas";
import { confirmAddress } from "./confirm-address";
import { requestAddress } from "./request-address";

let server: MailServer;
beforeAll(async () => {
  server = await startSmtp({ port: 0 });
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = "Polyphony <portal@example.org>";
  process.env.DEMO_MODE = "true";
});
afterAll(() => server.stop());

describe("a token", () => {
  it("stands however often one looks, and works once, also for ten at a time", async () => {
    const token = await issueToken("test:one", 60);
    for (let look = 0; look < 100; look += 1) expect(await tokenStands("test:one", token)).toBe(true);
    const uses = await Promise.all(Array.from({ length: 10 }, () => redeemToken("test:one", token)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await tokenStands("test:one", token)).toBe(false);
  });
  it("is good for its own purpose only, and not after its time", async () => {
    const token = await issueToken("link:ada:github", 60);
    expect(await redeemToken("link:ada:huggingface", token)).toBe(false);
    expect(await redeemToken("link:bo:github", token)).toBe(false);
    expect(await redeemToken("link:ada:github", token)).toBe(true);
    const late = await issueToken("link:ada:github", -1);
    expect(await tokenStands("link:ada:github", late)).toBe(false);
    expect(await redeemToken("link:ada:github", late)).toBe(false);
  });
  it("lies in the database only as a hash", async () => {
    const token = await issueToken("test:hash", 60);
    const rows = await db().verificationToken.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("a limit", () => {
  const limit = { name: "test", times: 3, seconds: 60 };
  it("counts uses that come at once one by one, and starts again with the next window", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => limitRate(limit, "ada")));
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(3);
    await expect(limitRate(limit, "ada")).rejects.toThrow("Try again in 1 minute.");
    await expect(limitRate(limit, "bo")).resolves.toBeUndefined();
    await expect(limitRate(limit, "ada", new Date(Date.now() + 61_000))).resolves.toBeUndefined();
  });
});

describe("a new address", () => {
  const tokenIn = (text: string | undefined) => new URL(/http\S+/.exec(text ?? "")?.[0] ?? "").searchParams.get("token") ?? "";
  it("is written when the mailed link is used by the person who asked, and by nobody else", async () => {
    const [ada, mallory] = [await seedPerson("contributor"), await seedPerson("contributor")];
    await requestAddress(ada, { email: "Ada.New@example.org" }, "192.0.2.1");
    const token = tokenIn(server.mails.at(-1)?.text);
    const input = { email: "ada.new@example.org", token };
    await expect(confirmAddress(mallory, input)).rejects.toThrow("expired or was used");
    await confirmAddress(ada, input);
    expect(await db().user.findUniqueOrThrow({ where: { id: ada.userId } })).toMatchObject({ email: "ada.new@example.org" });
    await expect(confirmAddress(ada, input)).rejects.toThrow("expired or was used");
  });
  it("that another account proved stays theirs", async () => {
    const [ada, bo] = [await seedPerson("contributor"), await seedPerson("contributor")];
    const { email } = await db().user.findUniqueOrThrow({ where: { id: bo.userId } });
    await requestAddress(ada, { email: email ?? "" }, "192.0.2.2");
    await expect(confirmAddress(ada, { email: email ?? "", token: tokenIn(server.mails.at(-1)?.text) })).rejects.toThrow("Another account");
    expect((await db().user.findUniqueOrThrow({ where: { id: bo.userId } })).email).toBe(email);
  });
});

it("personas are made once, and what was changed about them stays", async () => {
  expect(await seedPersonas()).toBe(5);
  await db().user.updateMany({ where: { persona: true, name: "Ada Okafor" }, data: { roles: ["contributor", "evaluator"] } });
  expect(await seedPersonas()).toBe(0);
  const personas = await db().user.findMany({ where: { persona: true } });
  expect(personas).toHaveLength(5);
  expect(personas.find((each) => each.name === "Ada Okafor")?.roles).toEqual(["contributor", "evaluator"]);
});
