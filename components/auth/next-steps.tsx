import { TextLink } from "../ui/navigation/text-link";
import { Section } from "../ui/section";

export interface NextStep {
  href: string;
  label: string;
  /** What is found there. */
  about: string;
}

/** Where a person's roles lead. */
export function NextSteps({ steps }: { steps: readonly NextStep[] }) {
  return (
    <Section title="What you can do here">
      <ul className="grid max-w-prose gap-2">
        {steps.map(({ href, label, about }) => (
          <li key={href}>
            <TextLink href={href}>{label}</TextLink>: {about}
          </li>
        ))}
      </ul>
    </Section>
  );
}
