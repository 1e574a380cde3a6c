import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Calls back once the npm that started this process is gone: a signal to npm, or to the shell that it puts between, may end them without
 * reaching us. Without npm nobody is watched, since who calls the program directly may leave it to itself on purpose.
 * @param {() => void} callBack
 */
export function onNpmGone(callBack) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const { name, parent: grandparent } = factsOf(parent);
  // Some shells replace themselves by us, others stay between.
  const isBetween = /^(ba|da|z|k|a)?sh$/.test(name);
  const watch = setInterval(() => {
    if (process.ppid === parent && (!isBetween || factsOf(parent).parent === grandparent)) return;
    clearInterval(watch);
    callBack();
  }, 1_000);
  watch.unref();
}

/** @param {number} pid */
function factsOf(pid) {
  try {
    const [, name, parent] =
      process.platform === "linux"
        ? (/\((.*)\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [])
        : (/^\s*\S*?([^/\s]+)\s+(\d+)\s*$/.exec(execFileSync("ps", ["-o", "comm=,ppid=", "-p", String(pid)], { encoding: "utf8" })) ?? []);
    return { name: name ?? "", parent: Number(parent) };
  } catch {
    return { name: "", parent: 0 };
  }
}
