// Runs on whatever Node the machine has, before anything is installed, so it is plain JavaScript without packages.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onNpmGone } from "./npm-gone.mjs";

const NEEDED_GB = 3;
const root = fileURLToPath(new URL("..", import.meta.url));
const [program, ...programArguments] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

function stop(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

/** Ends what runs now; before anything does, this process itself. */
let pass = () => process.exit(130);

/** Runs npm, the one that started us where there is one, and resolves to its exit code. */
function npm(stdio, ...wanted) {
  const [command, first] = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ["npm", []];
  const child = spawn(command, [...first, ...wanted], { cwd: root, stdio });
  pass = (signal) => {
    child.kill(signal);
    child.once("exit", () => process.exit(130));
  };
  return new Promise((done) => {
    child.once("error", () => done(127));
    child.once("exit", done);
  });
}

/** Installs unless the last install was made from the same lock file. */
async function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".polyphony-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  try {
    accessSync(root, constants.W_OK);
  } catch {
    stop(
      `Packages must be installed once, and ${root} cannot be written to. Run npm run build there as the user who owns it, then start again.`,
    );
  }
  // npm itself may hang on a disk that runs full.
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / 1e9;
  if (free < NEEDED_GB) stop(`The disk has ${free.toFixed(1)} GB left: free at least ${NEEDED_GB} GB, then run the same command again.`);
  process.stdout.write("Installing packages (once; about two minutes) ...\n");
  const reachable = (await npm("ignore", "view", "tsx", "version", "--fetch-retries=0", "--fetch-timeout=20000")) === 0;
  if (!reachable)
    process.stdout.write("The npm registry does not answer: trying with the packages that npm has kept on this machine ...\n");
  // Not "npm ci": it refuses a lock file that lacks the native packages of platforms which the registry at hand does not carry.
  const quiet = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  if ((await npm("inherit", "install", ...quiet, ...(reachable ? [] : ["--offline"]))) !== 0) {
    stop(
      reachable
        ? "The packages could not be installed; npm says why above. Mend that, then run the same command again."
        : "No network: the npm registry cannot be reached. Look at `npm ping` and `npm config get registry`, then run the same command again.",
    );
  }
  writeFileSync(stamp, lock);
}

if (major < 20 || (major === 20 && minor < 9)) {
  stop(`Node ${process.versions.node} is too old: install Node 20.9 or newer from https://nodejs.org, then run the same command again.`);
}
/** Milliseconds within which signals are one press: the terminal sends it to us and to npm, and npm passes it on to us as well. */
const onePress = 1_000;
let passedAt = Number.NEGATIVE_INFINITY;
function passOnce(signal) {
  if (performance.now() - passedAt < onePress) return;
  passedAt = performance.now();
  pass(signal);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, passOnce);
onNpmGone(() => passOnce("SIGTERM"));

await install();
const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
// A process group of its own: Ctrl-C reaches the program once, through us, and never its children directly.
const child = spawn(existsSync(node) ? node : process.execPath, ["--import", "tsx", join(root, program), ...programArguments], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit", "ipc"],
  detached: true,
});
pass = (signal) => {
  // The start stops its processes in order; other programs have nobody who would.
  const alone = program === "bin/start.ts" || process.platform === "win32";
  if (alone) child.kill(signal);
  else process.kill(-child.pid, signal);
};
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
