import type { Asked, AskedPiece } from "@/lib/pages/read-asked";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";
import { visibleText } from "../ui/visible-text";

/** Exactly what a model was asked, with the proof that it was; nothing but a sentence where that is not kept. */
export function AskedPrompt({ asked }: { asked: Asked | null }) {
  if (!asked) {
    return (
      <p className="max-w-prose text-ink-soft">
        Not kept: the answer is older than the record of prompts, or an answer that the prompt quoted was deleted.
      </p>
    );
  }
  return (
    <div className="grid gap-3">
      {asked.messages.map((message, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stored prompt never changes its order
        <div key={place}>
          {asked.messages.length > 1 ? <p className="text-ink-soft text-sm">{roleTitles[message.role]}</p> : null}
          <Prompt pieces={message.pieces} />
        </div>
      ))}
      <QuotedNote pieces={asked.messages.flatMap((message) => message.pieces)} />
      <DefinitionList className="text-sm" items={settingsOf(asked)} />
      <Proof proven={asked.isProven} hasKey={asked.key !== null} />
    </div>
  );
}

const roleTitles = { system: "Instruction", user: "Request", assistant: "Earlier answer" };

function Prompt({ pieces }: { pieces: readonly AskedPiece[] }) {
  return (
    <p className="whitespace-pre-wrap border-rule border-l-2 pl-3 font-mono text-sm [overflow-wrap:anywhere] [unicode-bidi:plaintext]">
      {pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stored prompt never changes its order
        <PromptPiece key={place} {...piece} />
      ))}
    </p>
  );
}

function PromptPiece({ text, quoted }: AskedPiece) {
  if (quoted === null) return visibleText(text);
  if (text !== null) return <span className="bg-ensemble-wash">{visibleText(text)}</span>;
  return (
    <span className="font-sans text-ink-faint">
      [An answer of {quoted.name}, withheld: its contributor has not agreed to published texts.]
    </span>
  );
}

/** Whose answers can be read in the prompt, in their order. */
function QuotedNote({ pieces }: { pieces: readonly AskedPiece[] }) {
  const voices = pieces.flatMap(({ text, quoted }) => (text === null || quoted === null ? [] : quoted));
  if (voices.length === 0) return null;
  return (
    <p className="text-ink-soft text-sm">
      <span className="bg-ensemble-wash">Shaded</span>: what was quoted of{" "}
      {voices.map(({ name, href }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stored prompt never changes its order
        <span key={place}>
          {separator(place, voices.length)}
          {href ? (
            <TextLink href={href} quiet>
              {name}
            </TextLink>
          ) : (
            name
          )}
        </span>
      ))}
      , in this order.
    </p>
  );
}

function separator(place: number, count: number): string {
  if (place === 0) return "";
  return place === count - 1 ? " and " : ", ";
}

function settingsOf({ sampling, sample, assistantPrefix, key }: Asked) {
  const { temperature, topP, topK, maxTokens, stop } = sampling;
  const drawn = temperature === 0 ? [] : [topP < 1 ? `top-p ${topP}` : "no top-p", topK > 0 ? `top-k ${topK}` : "no top-k"];
  const prefix = assistantPrefix === "" ? [] : [{ term: "Answer begun with", value: assistantPrefix }];
  return [
    ...prefix,
    {
      term: "Drawn with",
      value: [temperature === 0 ? "temperature 0 (always the likeliest word)" : `temperature ${temperature}`, ...drawn].join(", "),
    },
    { term: "Longest answer", value: `${maxTokens} tokens` },
    ...(stop.length > 0 ? [{ term: "Stops at", value: stop.map((text) => JSON.stringify(text)).join(", ") }] : []),
    ...(sample > 0 ? [{ term: "Draw", value: `number ${sample + 1} of the same request` }] : []),
    ...(key === null ? [] : [{ term: "Hash (SHA-256)", value: <code className="break-all">{key}</code> }]),
  ];
}

function Proof({ proven, hasKey }: { proven: boolean | null; hasKey: boolean }) {
  if (!hasKey) {
    return <p className="text-ink-soft text-sm">Its hash is withheld as well: short answers could be guessed from it.</p>;
  }
  if (proven === null)
    return <p className="text-ink-soft text-sm">The hash cannot be checked: the model's weights are not known any more.</p>;
  return proven ? (
    <p className="text-good text-sm">
      Checked: this prompt with the model's weights and these settings gives the hash under which the answer is stored. This was asked, and
      nothing else.
    </p>
  ) : (
    <p className="text-bad text-sm">
      This prompt does not give the hash under which the answer is stored. Do not rely on it, and tell the maintainers.
    </p>
  );
}
