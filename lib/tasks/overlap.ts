import { findRelated } from "./declared-tasks";

/** What a task is known by. */
interface NamedTask {
  slug: string;
  title: string;
  source: string;
}

/** Words that name a data set only when they stand alone: "MATH" is one, "math word problems" is not. */
const shortestWord = 5;

/**
 * Whether a declared line of training data names the data set of a task, under any name by which it is known here. Which
 * split was trained on is not asked: a line that names the data set counts.
 */
export function namesTask(line: string, task: NamedTask): boolean {
  const names = namesOf(task);
  const segments = line.split(/[,;()]|\band\b|\+/i).map(plain);
  const words = ` ${plain(line)} `;
  return names.some((name) => segments.includes(name) || (name.replaceAll(" ", "").length >= shortestWord && words.includes(` ${name} `)));
}

/** Every name of a task's data set, in one spelling. */
function namesOf({ slug, title, source }: NamedTask): string[] {
  const declared = findRelated(slug) ?? findRelated(title);
  const id = /huggingface\.co\/datasets\/([^/]+\/[^/?#]+)/.exec(source)?.[1];
  const names = [slug, title, ...(declared ? [declared.title, ...declared.names] : []), ...(id ? [id] : [])];
  return [...new Set(names.flatMap((name) => [plain(name), plain(name.split("/").at(-1) ?? name)]))].filter(Boolean);
}

/** "openai/GSM8K (train)" as "openai gsm8k train"; addresses of the Hub lose what is not a name. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\/\/(www\.)?(huggingface\.co|hf\.co)\/(datasets\/)?/g, "")
    .replace(/\b(the|train|training|test|dev|validation|split|set|dataset|data)\b/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
