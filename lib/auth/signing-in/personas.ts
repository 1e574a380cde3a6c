import type { RoleName } from "../roles";

/** The people of demo mode, one for each role. They are nobody: their addresses can never exist (RFC 2606). */
export interface Persona {
  id: string;
  slug: string;
  name: string;
  role: RoleName;
}

const id = (place: number) => `0199a000-0000-7000-8000-00000000000${place}`;

export const personas: readonly Persona[] = [
  { id: id(1), slug: "ada", name: "Ada Okafor", role: "contributor" },
  { id: id(2), slug: "emil", name: "Emil Sandoval", role: "evaluator" },
  { id: id(3), slug: "mira", name: "Mira Lindqvist", role: "maintainer" },
  { id: id(4), slug: "tomas", name: "Tomás Iwu", role: "operator" },
  { id: id(5), slug: "noor", name: "Noor Haddad", role: "auditor" },
];

export function personaAddress(persona: Persona): string {
  return `${persona.slug}@personas.example`;
}
