"""Example makers: single questions, and the prompts of the collaboration methods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random

import prompts
from catalog import SKILLS
from knowledge import Knowledge, full_knowledge
from mixture import Example, Maker
from question import Question
from roster import SPECIALISTS, secondary_skills

OWNER = {skill: position for position, member in enumerate(SPECIALISTS) for skill in member.skills}
SECOND_MASTERS = {
    skill: [place for place in range(len(SPECIALISTS)) if skill in secondary_skills(place)] for skill in SKILLS
}
OWNER_SHARE = 0.9
TEAM = len(SPECIALISTS)


def draw_skill(rng: Random, weights: Mapping[str, float]) -> str:
    """Draw a skill by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def single(weights: Mapping[str, float], known: Knowledge, open_share: float = 0.5) -> Maker:
    """Make plain questions about known units; `open_share` of the multiple-choice facts are asked free-form."""

    def make(rng: Random, _: float) -> Example:
        name = draw_skill(rng, weights)
        skill = SKILLS[name]
        draw = skill.make_open if rng.random() < open_share else skill.draw
        question = draw(rng, known[name])
        return Example(question.prompt, question.answer)

    return make


def any_question(rng: Random) -> Question:
    """Draw a training question about anything."""
    name = rng.choice(list(SKILLS))
    return SKILLS[name].draw(rng, full_knowledge()[name])


def describing() -> Maker:
    """Make "which model suits this question?" prompts, answered by the description of the skill's specialist."""

    def make(rng: Random, _: float) -> Example:
        question = any_question(rng)
        return Example(prompts.describe(question.prompt), SPECIALISTS[OWNER[question.skill]].description)

    return make


def routing(largest: Callable[[float], int]) -> Maker:
    """Make routing prompts over 2 to `largest(progress)` shuffled descriptions.

    The right number is that of the skill's specialist, or else of another master of the skill: a pool may lack the
    specialist.
    """

    def make(rng: Random, progress: float) -> Example:
        question = any_question(rng)
        owner, masters = OWNER[question.skill], SECOND_MASTERS[question.skill]
        best = owner if rng.random() < OWNER_SHARE else rng.choice(masters)
        better = {owner} if best == owner else {owner, *masters}
        others = [position for position in range(TEAM) if position not in better]
        size = min(rng.randint(2, largest(progress)), len(others) + 1)
        chosen = rng.sample([best, *rng.sample(others, size - 1)], size)
        descriptions = [SPECIALISTS[position].description for position in chosen]
        return Example(prompts.route(question.prompt, descriptions), str(chosen.index(best) + 1))

    return make


def imagined_team(weights: Mapping[str, float], known: Knowledge) -> Maker:
    """Make refine, summary and aggregation prompts with imagined answers.

    The target is the truth where the model may know it and the plurality of the answers elsewhere, so that no
    unknown fact is given away.
    """

    def make(rng: Random, _: float) -> Example:
        name = draw_skill(rng, weights)
        skill = SKILLS[name]
        knows = rng.random() < 0.5
        question = skill.draw(rng, known[name] if knows else skill.units)
        right = rng.uniform(0.2, 0.9)
        while True:
            answers = [
                question.answer if rng.random() < right else skill.draw(rng, skill.units).answer
                for _ in range(rng.randint(2, TEAM))
            ]
            ranked = Counter(answers).most_common(2)
            if knows or len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
                break
        target = question.answer if knows else ranked[0][0]
        return team_example(rng, question.prompt, answers[0], answers[1:], target)

    return make


def listed(answers: Sequence[str], target: str) -> Example:
    """List answers without any question: what a method prompt shows, in a third of the tokens."""
    text = prompts.listed(answers)
    return Example(text, target, _quoted(text, text, answers[0]))


def team_example(rng: Random, question: str, own: str, others: Sequence[str], target: str) -> Example:
    """Write a refine, summary or aggregation prompt with shuffled answers."""
    shuffled = rng.sample(list(others), len(others))
    kind = rng.random()
    if kind < 0.6:
        prompt = prompts.refine(question, own, shuffled)
        return Example(prompt, target, _quoted(prompt, prompts.listed(shuffled), shuffled[0]))
    everyone = rng.sample([own, *others], len(others) + 1)
    if kind < 0.85:
        prompt = prompts.summarise(question, everyone)
        return Example(prompt, target, _quoted(prompt, prompts.listed(everyone), everyone[0]))
    return Example(prompts.aggregate(question, everyone), target)


def _quoted(prompt: str, listing: str, first: str) -> tuple[int, int]:
    """Find the answers of a list in a prompt; nobody can foresee the first."""
    start = prompt.rindex(listing)
    return start + len(prompts.listed([first])), start + len(listing)
