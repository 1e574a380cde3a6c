import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * `npm run bench -- NAME [--quick]`: runs one benchmark, a program of this folder. Its last line is one JSON object with
 * all figures.
 */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== "main.ts")
  .map((file) => file.replace(/\.ts$/, ""));
const [name, ...rest] = process.argv.slice(2);

/** First sentence of the comment that a program begins with. */
function summaryOf(program: string): string {
  const text = readFileSync(join(import.meta.dirname, `${program}.ts`), "utf8");
  const comment = /\/\*\*\s*\*?\s*([\s\S]*?)\*\//.exec(text)?.[1] ?? "";
  return (
    comment
      .replace(/\n\s*\*/g, " ")
      .replace(/\s+/g, " ")
      .split(/[.:] /)[0]
      ?.trim() ?? ""
  );
}

if (name === undefined || !names.includes(name)) {
  const list = names.map((each) => `  ${each.padEnd(15)} ${summaryOf(each)}`).join("\n");
  process.stderr.write(`npm run bench -- NAME [--quick], where NAME is one of:\n${list}\n`);
  process.exit(1);
}
const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, `${name}.ts`), ...rest], {
  stdio: "inherit",
  env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? "fatal" },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
