"""Skills that are tables: geography, nature, music, chemistry, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import prompts
from question import Question, lead_in
from skill import Skill

LETTERS = "ABCD"


class BoxedFacts(Skill):
    """Asks for the value of a subject, in a box."""

    def __init__(self, name: str, wordings: Sequence[str], table: Mapping[str, str]) -> None:
        super().__init__(name, sorted(table))
        self.wordings = tuple(wordings)
        self.table = dict(table)

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask about one subject in one of the wordings."""
        subject = rng.choice(units)
        sentence = rng.choice(self.wordings).format(subject)
        text = lead_in(rng, sentence)
        value = self.table[subject]
        return Question(
            skill=self.name,
            prompt=prompts.exact_match(text),
            answer=prompts.box(value),
            key=sentence,
            item={"input": text, "output": value},
        )


class ChoiceFacts(BoxedFacts):
    """Asks for the letter of the right value among four."""

    def make(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask about one subject with four shuffled options."""
        subject = rng.choice(units)
        value = self.table[subject]
        wrong = rng.sample(sorted(set(self.table.values()) - {value}), len(LETTERS) - 1)
        options = rng.sample([value, *wrong], len(LETTERS))
        choices = dict(zip(LETTERS, options, strict=True))
        sentence = rng.choice(self.wordings).format(subject)
        text = lead_in(rng, sentence)
        letter = LETTERS[options.index(value)]
        return Question(
            skill=self.name,
            prompt=prompts.multiple_choice(text, choices),
            answer=letter,
            key=f"{sentence} {' '.join(sorted(options))}",
            item={"question": text, "choices": choices, "answer": letter},
        )

    def make_open(self, rng: Random, units: Sequence[str]) -> Question:
        """Ask the same fact in a box: letters stay at chance until the fact itself is known."""
        return super().make(rng, units)


def inverted(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Turn kind -> members into member -> kind."""
    return {member: kind for kind, members in groups.items() for member in members}
