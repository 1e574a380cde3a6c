import { functionsOf, readProgram } from "@/lib/reading/read-program";
import type { QuestionContent, Verdict } from "../schema";
import type { Sandbox } from "./sandbox";

const limits = { seconds: 10, memory: 512 };

/**
 * Runs a question's tests on the program of an answer: 1 when all pass, else 0. Only a program that reaches the end of
 * the tests passes, so that one that exits early does not.
 * @param nonce unguessable; said by the tests at their end
 */
export async function scoreByTests(
  content: Extract<QuestionContent, { taskType: "coding" }>,
  answer: string,
  sandbox: Sandbox,
  nonce: string,
): Promise<Verdict> {
  const reading = readProgram(answer);
  if (reading.parsed === null) return unscored(reading.reason);
  const name = candidateOf(content, reading.parsed);
  if (name === undefined) return unscored(`It does not define ${content.entryPoint ?? "the function that was asked for"}.`);
  const end = `__import__("sys").__stdout__.write(${JSON.stringify(nonce)})`;
  const outcome = await sandbox.run(`${reading.parsed}\n\n${content.test}\n\ncheck(${name})\n${end}\n`, limits);
  const passed = outcome.ended === "exited" && outcome.exitCode === 0 && outcome.output.endsWith(nonce);
  const reason = `${reading.reason} ${passed ? "Its tests pass." : faultOf(outcome)}`;
  return { parsed: reading.parsed, reason, score: passed ? 1 : 0, certainty: null };
}

function unscored(reason: string): Verdict {
  return { parsed: null, reason, score: 0, certainty: null };
}

/** The function under test: the one that is named, else the one that the request ends with, else the last of the program. */
function candidateOf(content: Extract<QuestionContent, { taskType: "coding" }>, source: string): string | undefined {
  const defined = functionsOf(source);
  const wanted = content.entryPoint ?? functionsOf(content.input).at(-1);
  return wanted === undefined ? defined.at(-1) : defined.find((name) => name === wanted);
}

function faultOf({ ended, exitCode, errors }: Awaited<ReturnType<Sandbox["run"]>>): string {
  if (ended === "killed") return `It was stopped: more than ${limits.seconds} s or ${limits.memory} MiB.`;
  const last = errors.trim().split("\n").at(-1) ?? "";
  if (exitCode === 0) return "It ended before its tests did.";
  return `Its tests fail: ${last || `exit code ${exitCode}`}.`;
}
