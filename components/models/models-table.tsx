import { formatCount } from "@/lib/boards/labels";
import { modelStateTitles, otherRoleTitles } from "@/lib/pool/labels";
import type { listModels } from "@/lib/pool/queries";
import { Badge, type BadgeTone } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

type ListedModel = Awaited<ReturnType<typeof listModels>>[number];

const tones: Record<ListedModel["state"], BadgeTone> = { runnable: "good", listed: "neutral", withdrawn: "neutral", quarantined: "warn" };

/** Models with what they are, who made them and whether they run here. */
export function ModelsTable({ models, caption }: { models: readonly ListedModel[]; caption: string }) {
  return (
    <Table caption={caption} captionHidden cards>
      <TableHead>
        <TableRow>
          <ColumnHead pinned>Model</ColumnHead>
          <ColumnHead>Knows</ColumnHead>
          <ColumnHead numeric>Parameters</ColumnHead>
          <ColumnHead>Contributor</ColumnHead>
          <ColumnHead>Here</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {models.map((model) => (
          <ModelRow key={model.slug} model={model} />
        ))}
      </TableBody>
    </Table>
  );
}

function ModelRow({ model }: { model: ListedModel }) {
  const gone = model.state === "withdrawn";
  return (
    <TableRow className="hover:bg-sunk">
      <RowHead pinned className="min-w-36 max-w-44 [overflow-wrap:anywhere] sm:max-w-64">
        <TextLink href={`/models/${model.slug}`} quiet>
          {model.name}
        </TextLink>
        {model.paperRank === null ? null : (
          <span className="block font-normal text-ink-soft text-xs">No. {model.paperRank} of the paper</span>
        )}
      </RowHead>
      <Cell className="min-w-64 max-w-prose" dir="auto">
        {gone ? "" : model.description}
      </Cell>
      <Cell label="Parameters" numeric>
        {gone ? null : <Parameters count={model.parameters} />}
      </Cell>
      <Cell label="Contributor" className="min-w-48">
        {gone ? null : <Contributor {...model} />}
      </Cell>
      <Cell label="Here">
        <Badge tone={tones[model.state]}>{whereabouts(model)}</Badge>
      </Cell>
    </TableRow>
  );
}

function Parameters({ count }: { count: bigint | null }) {
  return count === null ? <Missing why="The number of parameters is not known" /> : formatCount(Number(count));
}

function Contributor({ person, institution }: Pick<ListedModel, "person" | "institution">) {
  return [person, institution].filter(Boolean).join(", ") || <Missing why="Its contributor is not named" />;
}

function whereabouts(model: ListedModel): string {
  if (model.state === "listed") return "Not run here";
  return model.state === "runnable" && model.role !== "member" ? otherRoleTitles[model.role] : modelStateTitles[model.state];
}
