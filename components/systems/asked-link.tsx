import { TextLink } from "../ui/navigation/text-link";

/** The way to exactly what a model was asked. Prompts quote whole answers, so each has a page of its own. */
export function AskedLink({ href, name }: { href: string; name: string }) {
  return (
    <p className="text-sm">
      <TextLink href={href}>
        What was asked<span className="sr-only"> of {name}</span>
      </TextLink>
    </p>
  );
}
