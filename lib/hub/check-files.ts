import type { HubFile } from "./client";
import { firstOf } from "./foreign-text";
import type { RootJson } from "./read-json";
import type { Check } from "./schema";
import { isWeightFile } from "./weights-hash";

const codeKeys = ["auto_map", "custom_code", "trust_remote_code", "custom_pipelines"];

/** Does the repository want to run code of its own? A file of settings that cannot be read may ask for it: then nobody knows. */
export function codeCheck(files: readonly HubFile[], json: RootJson): Check {
  const scripts = files.filter((file) => /\.(py|pyc|so|dll|sh|ipynb)$/i.test(file.path)).map((file) => file.path);
  const keyed = [...json.values].filter(([, value]) => holdsKey(value, 0)).map(([path]) => path);
  const found = [...scripts, ...keyed];
  if (found.length > 0) {
    return {
      id: "code",
      outcome: "fail",
      text: `The repository brings its own code (${listed(found)}). We never run code of strangers.`,
      fix: "Use an architecture that the transformers library knows by itself, and remove the *.py files and “auto_map”.",
    };
  }
  if (json.keptByLfs.length > 0) {
    return {
      id: "code",
      outcome: "unknown",
      text: `${listed(json.keptByLfs)} is kept by Git LFS instead of in the repository itself, so whether it asks for code of its own is unknown.`,
      fix: "Upload the JSON files as plain files: take *.json out of .gitattributes, then commit them again. Then check again.",
    };
  }
  if (json.unreadable.length > 0) {
    return {
      id: "code",
      outcome: "unknown",
      text: `${listed(json.unreadable)} cannot be read as JSON, so whether the repository asks for code of its own is unknown.`,
      fix: "Put the file right, or remove it if nothing needs it. Then check again.",
    };
  }
  const rest = json.passedOver.length > 0 ? ` Not read, for its size and because no loader opens it: ${listed(json.passedOver)}.` : "";
  return { id: "code", outcome: "pass", text: `The repository brings no code.${rest}`, fix: "" };
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => firstOf(path, 100));
  return paths.length > 3 ? `${shown.join(", ")} and ${paths.length - 3} more` : shown.join(", ");
}

/** Deeper nesting than any real configuration has counts as found: it would hide a key from the search. */
function holdsKey(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth > 20) return true;
  if (Array.isArray(value)) return value.some((inner) => holdsKey(inner, depth + 1));
  return Object.entries(value).some(([key, inner]) => codeKeys.includes(key) || holdsKey(inner, depth + 1));
}

/** Words of the Hub's scanners for a file that they did not finish. */
const notYet = ["queued", "scanning", "pending", "unscanned", "error"];

/** The Hub scans files itself; its word is a hint, and a bad one stops the model. */
export function securityCheck(files: readonly HubFile[]): Check {
  const relevant = files
    .filter((file) => isWeightFile(file.path) || /\.(json|txt|model|jinja)$/.test(file.path))
    .map((file) => ({ path: firstOf(file.path, 100), status: (file.securityFileStatus?.status ?? "").toLowerCase() }));
  const flagged = relevant.find((file) => ["unsafe", "suspicious"].includes(file.status));
  if (flagged) {
    return {
      id: "security",
      outcome: "fail",
      text: `The Hub's scanners mark ${flagged.path} as ${flagged.status}.`,
      fix: "Open the file's page on the Hub to see what was found, and replace the file.",
    };
  }
  const waiting = relevant.find((file) => notYet.includes(file.status));
  if (waiting) {
    return {
      id: "security",
      outcome: "warn",
      text: `The Hub's scanners have not finished yet: ${waiting.path} is ${waiting.status}.`,
      fix: "Check again later.",
    };
  }
  return { id: "security", outcome: "pass", text: "The Hub's scanners complain about no file that we use.", fix: "" };
}
