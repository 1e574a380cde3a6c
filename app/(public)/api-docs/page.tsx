import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { Disclosure } from "@/components/ui/disclosure";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "@/components/ui/tables/table";
import { type DescribedField, describeApi } from "@/lib/api/describe-api";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Public interface" };

export default function ApiDocs() {
  const { description, routes } = describeApi(env().NEXTAUTH_URL);
  return (
    <Page>
      <PageHeader title="Public interface" lead={description} />
      <p className="max-w-prose">
        No key is needed and every origin may read. The same in machine-readable form:{" "}
        <TextLink href="/api/v1/openapi.json">OpenAPI 3.1 document</TextLink>. Unknown parameters are refused with a list of known ones.
      </p>
      {routes.map((route) => (
        <Section key={route.path} id={route.id} title={route.summary} lead={route.description}>
          <p className="mb-4 overflow-x-auto border border-rule bg-sunk px-4 py-2 font-mono text-sm">
            GET {route.path.includes("{") ? route.path : <TextLink href={route.path}>{route.path}</TextLink>}
          </p>
          {route.forms.length > 1 ? <p className="mb-4">Forms of the answer: {route.forms.join(", ")}.</p> : null}
          {route.parameters.length > 0 ? <Fields caption="Parameters" fields={route.parameters} /> : null}
          <Disclosure summary="What it answers" className="mt-3">
            <Fields caption={`Fields of the answer to ${route.path}`} fields={route.answer} />
          </Disclosure>
        </Section>
      ))}
    </Page>
  );
}

function Fields({ caption, fields }: { caption: string; fields: readonly DescribedField[] }) {
  return (
    <Table caption={caption}>
      <TableHead>
        <TableRow>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead>Type</ColumnHead>
          <ColumnHead>Meaning</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={field.name}>
            <RowHead>
              <code>{field.name}</code>
            </RowHead>
            <Cell className="min-w-40 max-w-72 [overflow-wrap:anywhere]">{field.type}</Cell>
            <Cell className="min-w-48">{field.description}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
