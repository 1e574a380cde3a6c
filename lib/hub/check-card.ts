import { parametersInWords } from "./labels";
import type { Check } from "./schema";

/** Models from here on are not accepted: the rule of the call for participation is "under 10 B". */
const parameterLimit = 10_000_000_000;

export function sizeCheck(parameters: number | null): Check {
  if (parameters === null) {
    return {
      id: "size",
      outcome: "unknown",
      text: "The number of parameters could not be read from the safetensors files.",
      fix: "Check that the files open with the safetensors library; a maintainer looks at the size by hand.",
    };
  }
  const size = `${parametersInWords(parameters)} parameters`;
  if (parameters < parameterLimit) return { id: "size", outcome: "pass", text: `${size}, under the limit of 10 billion.`, fix: "" };
  return {
    id: "size",
    outcome: "fail",
    text: `${size}. The limit is under 10 billion.`,
    fix: "Submit a smaller variant. If there is a good reason for this one, tell the maintainers.",
  };
}

/** @param licence the Hub's licence identifier, for example "apache-2.0" */
export function licenceCheck(licence: string | null): Check {
  if (licence === null) {
    return {
      id: "licence",
      outcome: "fail",
      text: "The model card names no licence, so nobody may assume one.",
      fix: "Add “license: …” to the front matter of README.md, in accordance with the base model's licence.",
    };
  }
  if (["unknown", "other"].includes(licence)) {
    return {
      id: "licence",
      outcome: "warn",
      text: `The card says “${licence}”; a person has to read the terms.`,
      fix: "If a standard licence fits, name it; otherwise add license_name and license_link.",
    };
  }
  if (/(^|-)nc(-|$)|non-?commercial/.test(licence)) {
    return {
      id: "licence",
      outcome: "warn",
      text: `${licence} forbids commercial use.`,
      fix: "Leave “Use for business” (S7) unticked: the licence does not let you grant it.",
    };
  }
  return { id: "licence", outcome: "pass", text: licence, fix: "" };
}

/** @param template the chat template's text, or null when there is none */
export function chatTemplateCheck(template: string | null): Check {
  if (template !== null) return { id: "chat-template", outcome: "pass", text: "The tokenizer brings a chat template.", fix: "" };
  return {
    id: "chat-template",
    outcome: "fail",
    text: "There is no chat template, so a question cannot be put to the model in the form it was trained on.",
    fix: "Add “chat_template” to tokenizer_config.json, or a file chat_template.jinja.",
  };
}
