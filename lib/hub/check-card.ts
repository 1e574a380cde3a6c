import type { ParameterCount } from "./count-parameters";
import { parametersInWords } from "./labels";
import type { Check } from "./schema";

/** Models from here on are not accepted: the rule of the call for participation is "under 10 B". */
const parameterLimit = 10_000_000_000;
/** "nc" as a word of its own, or the matter in words; in any case of letters. */
const nonCommercial = /(^|[^a-z])nc([^a-z]|$)|non[-_ ]?commercial|research[-_ ]only/i;

/** @param count null when neither the Hub nor the files say it */
export function sizeCheck(count: ParameterCount | null): Check {
  if (count === null) {
    return {
      id: "size",
      outcome: "unknown",
      text: "The number of parameters could not be read from the safetensors files.",
      fix: "Check that the files open with the safetensors library; a maintainer looks at the size by hand.",
    };
  }
  const size = `${sizeInWords(count)} parameters`;
  if (count.atMost < parameterLimit) return { id: "size", outcome: "pass", text: `${size}, under the limit of 10 billion.`, fix: "" };
  if (count.atLeast < parameterLimit) {
    return {
      id: "size",
      outcome: "unknown",
      text: `${size}: the weights are packed in ${count.bits} bits, and the Hub does not say whether it counted them unpacked.`,
      fix: "Write the model's size into its card; a maintainer compares it with the limit of under 10 billion.",
    };
  }
  return {
    id: "size",
    outcome: "fail",
    text: `${size}. The limit is under 10 billion.`,
    fix: "Submit a smaller variant. If there is a good reason for this one, tell the maintainers.",
  };
}

function sizeInWords({ atLeast, atMost }: ParameterCount): string {
  return atLeast === atMost ? parametersInWords(atLeast) : `Between ${parametersInWords(atLeast)} and ${parametersInWords(atMost)}`;
}

/** What the card says of its licence. */
export interface DeclaredLicence {
  /** The Hub's identifiers, for example "apache-2.0"; several where parts have their own. */
  ids: readonly string[];
  /** A name that the author chose, beside the identifier "other". */
  name: string | null;
}

export function licenceCheck({ ids, name }: DeclaredLicence): Check {
  const names = [...ids, ...(name === null ? [] : [name])];
  if (names.length === 0) {
    return {
      id: "licence",
      outcome: "fail",
      text: "The model card names no licence, so nobody may assume one.",
      fix: "Add “license: …” to the front matter of README.md, in accordance with the base model's licence.",
    };
  }
  const said = names.join(", ");
  if (names.some((one) => nonCommercial.test(one))) {
    return {
      id: "licence",
      outcome: "warn",
      text: `${said} forbids commercial use.`,
      fix: "Leave “Use for business” (S7) unticked: the licence does not let you grant it.",
    };
  }
  if (ids.length === 0 || ids.some((id) => ["unknown", "other"].includes(id.toLowerCase()))) {
    return {
      id: "licence",
      outcome: "warn",
      text: `The card says “${said}”; a person has to read the terms.`,
      fix: "If a standard licence fits, name it; otherwise add license_name and license_link.",
    };
  }
  return { id: "licence", outcome: "pass", text: said, fix: "" };
}

/** @param template "unreadable" where the file that may hold it cannot be read */
export function chatTemplateCheck(template: "present" | "absent" | "unreadable"): Check {
  if (template === "present") return { id: "chat-template", outcome: "pass", text: "The tokenizer brings a chat template.", fix: "" };
  if (template === "unreadable") {
    return {
      id: "chat-template",
      outcome: "unknown",
      text: "The file that may hold the chat template cannot be read.",
      fix: "Put right tokenizer_config.json: it has to be JSON. Then check again.",
    };
  }
  return {
    id: "chat-template",
    outcome: "fail",
    text: "There is no chat template, so a question cannot be put to the model in the form it was trained on.",
    fix: "Add “chat_template” to tokenizer_config.json, or a file chat_template.jinja.",
  };
}
