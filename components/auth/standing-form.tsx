import type { ComponentProps } from "react";
import { Section } from "../ui/section";
import { ShortForm } from "./short-form";

type Action = ComponentProps<typeof ShortForm>["action"];

interface StandingFormProps {
  personId: string;
  suspended: boolean;
  suspend: Action;
  reinstate: Action;
}

/** Stops a person from acting, or lets them act again. */
export function StandingForm({ personId, suspended, suspend, reinstate }: StandingFormProps) {
  const lead = suspended
    ? "This person is told so, and can only read what anybody reads."
    : "Suspending acts at once: the person is told so, and can only read what anybody reads. Nothing is deleted.";
  return (
    <Section title="Standing" lead={lead}>
      <ShortForm
        key={suspended ? "reinstate" : "suspend"}
        action={suspended ? reinstate : suspend}
        hidden={{ personId }}
        fields={[{ name: "why", label: "Reason", hint: "Kept in the record; the person can read it.", maxLength: 500 }]}
        submit={suspended ? "Reinstate" : "Suspend"}
        waiting="Writing it down…"
        variant={suspended ? "primary" : "danger"}
      />
    </Section>
  );
}
