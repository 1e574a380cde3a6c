import type { Spread } from "@/lib/runs/estimating/schema";
import type { RunDetail } from "@/lib/runs/watching/schema";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { describeDuration } from "./duration";

const noSpeed = "No run had measured a speed when this was estimated";

const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** What a run was expected to cost when it was launched, beside what it cost so far. */
export function RunCosts({ run }: { run: RunDetail }) {
  const { estimate, newEstimate, spent, tokenCap, unreadableLimit } = run;
  const rows = [
    {
      name: "Calls that models answered",
      spread: estimate?.requests,
      now: newEstimate?.requests,
      spent: spent.generations,
      words: number.format,
    },
    { name: "Tokens generated", spread: estimate?.tokens, now: newEstimate?.tokens, spent: spent.completionTokens, words: number.format },
    {
      name: "Time with model servers",
      spread: estimate?.seconds,
      now: newEstimate?.seconds,
      spent: spent.seconds,
      words: describeDuration,
    },
  ];
  return (
    <div className="grid gap-3">
      <Table caption="Estimate at launch, and spent so far" captionHidden>
        <TableHead>
          <tr>
            <ColumnHead>Cost</ColumnHead>
            <ColumnHead numeric>Expected at launch</ColumnHead>
            {newEstimate ? <ColumnHead numeric>Expected now</ColumnHead> : null}
            <ColumnHead numeric>Spent</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map(({ name, spread, now, spent: value, words }) => (
            <TableRow key={name}>
              <RowHead>{name}</RowHead>
              <Cell numeric className="whitespace-normal">
                {spread ? (
                  inWords(spread, words)
                ) : (
                  <Missing why={run.estimate ? noSpeed : "Nobody estimated this run before it was launched"} />
                )}
              </Cell>
              {newEstimate ? (
                <Cell numeric className="whitespace-normal">
                  {now ? inWords(now, words) : <Missing why={noSpeed} />}
                </Cell>
              ) : null}
              <Cell numeric>{words(value)}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="text-ink-soft text-sm">
        {estimate ? "Expected are the middle of the estimate (P50) and what nine of ten such runs stay below (P90). " : null}
        {newEstimate ? `Estimated again after ${newEstimate.after}, what was spent until then included. ` : null}
        {estimate ? null : "Nobody estimated this run before it was launched. "}
        {spent.uncountedTokens > 0 ? uncounted(spent.uncountedTokens) : null}
        {tokenCap === null ? "No limit on generated tokens." : `Pauses for approval after ${number.format(tokenCap)} generated tokens.`}{" "}
        {unreadableLimit === null
          ? "No limit on unreadable answers."
          : `Pauses when more than ${Math.round(unreadableLimit * 100)} % of the answers cannot be read.`}
      </p>
    </div>
  );
}

function uncounted(tokens: number): string {
  return `Some texts came from a server that did not count their tokens: at most ${number.format(tokens)} more, which count towards the limit. `;
}

function inWords(spread: Spread, words: (value: number) => string): string {
  // A narrow column breaks before "to" and nowhere else.
  const unbroken = (value: number) => words(value).replaceAll(" ", "\u00a0");
  const [middle, most] = [unbroken(spread.p50), unbroken(spread.p90)];
  return middle === most ? middle : `${middle} to\u00a0${most}`;
}
