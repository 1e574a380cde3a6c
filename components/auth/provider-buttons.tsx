import { providerLabels } from "@/lib/auth/labels";
import { SubmitButton } from "../ui/forms/submit-button";

interface ProviderButtonsProps {
  providers: readonly ("huggingface" | "github")[];
  next: string;
  action: (form: FormData) => Promise<void>;
}

/** One button for each site that can say who somebody is. */
export function ProviderButtons({ providers, next, action }: ProviderButtonsProps) {
  return (
    <form action={action} className="grid max-w-md gap-3">
      <input type="hidden" name="next" value={next} />
      {providers.map((provider) => (
        <SubmitButton key={provider} name="provider" value={provider} variant="secondary" size="large" waiting="Going there…">
          Continue with {providerLabels[provider]}
        </SubmitButton>
      ))}
    </form>
  );
}
