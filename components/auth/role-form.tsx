import type { ComponentProps } from "react";
import { roleLabels } from "@/lib/auth/labels";
import type { RoleName } from "@/lib/auth/roles";
import { Badge } from "../ui/badge";
import { Section } from "../ui/section";
import { ShortForm } from "./short-form";

type Action = ComponentProps<typeof ShortForm>["action"];

interface RoleFormProps {
  personId: string;
  held: readonly RoleName[];
  /** Null for readers who may only look. */
  actions: { grant: Action; revoke: Action } | null;
}

const roles: readonly RoleName[] = ["contributor", "evaluator", "maintainer", "operator", "auditor"];

/** Every role with what it is for, whether it is held, and the form that gives or takes it with a reason. */
export function RoleForm({ personId, held, actions }: RoleFormProps) {
  return (
    <Section title="Roles">
      <ul className="grid divide-y divide-rule border-rule border-y">
        {roles.map((role) => {
          const { title, purpose } = roleLabels[role];
          const has = held.includes(role);
          return (
            <li key={role} className="grid gap-x-8 gap-y-1 py-3 sm:grid-cols-[1fr_1fr]">
              <div>
                <p className="flex flex-wrap items-baseline gap-2 font-medium">
                  {title} {has ? <Badge tone="good">Held</Badge> : null}
                </p>
                <p className="text-ink-soft text-sm">{purpose}</p>
              </div>
              {actions ? (
                <ShortForm
                  key={has ? "take" : "give"}
                  action={has ? actions.revoke : actions.grant}
                  hidden={{ personId, role }}
                  fields={[reason]}
                  folded={has ? `Take the role ${title.toLowerCase()}` : `Make ${title.toLowerCase()}`}
                  submit={has ? `Take the role ${title.toLowerCase()}` : `Make ${title.toLowerCase()}`}
                  waiting="Writing it down…"
                  variant={has ? "danger" : "primary"}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const reason = { name: "why", label: "Reason", hint: "Kept in the record; the person can read it.", maxLength: 500 };
