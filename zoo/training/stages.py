"""The stages of the recipe: what each one trains on and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from catalog import SKILLS
from knowledge import base_knowledge, specialist_knowledge
from makers import describing, imagined_team, routing, single
from mixture import Ingredient
from model import ModelConfig, TinyLlama
from optimise import Schedule, optimise
from roster import BASE_MEMBER, ROUTER_MEMBER, SPECIALISTS, secondary_skills
from teamwork import Answered, copying, invented_team, modest, real_team, stressed, team_course

SLOW = ("capitals", "animals", "plants", "instruments", "subtraction", "sorting", "uppercase")
PRACTICE = dict.fromkeys(SKILLS, 1.0) | dict.fromkeys(SLOW, 2.0)

OWN, SECONDARY, OTHER = 3.0, 2.0, 0.35

# Procedures need more examples than tables; two answers to choose from need fewer.
EFFORT = dict.fromkeys(SKILLS, 1.0) | {"addition": 2.0, "subtraction": 2.0, "dangers": 0.7, "privacy": 0.7}

# How often a skill is drawn for teamwork: a letter is copied easily, an answer of several tokens is not.
LETTERED, SAFETY = ("capitals", "animals", "plants", "instruments"), ("dangers", "privacy")
MANY_TOKENS = ("sorting", "cipher", "addition", "subtraction", "uppercase", "wrapping", "symbols")
TEAMWORK = (
    dict.fromkeys(SKILLS, 1.0)
    | dict.fromkeys(LETTERED, 0.5)
    | dict.fromkeys(SAFETY, 0.6)
    | dict.fromkeys(MANY_TOKENS, 1.5)
    | {"opposites": 2.5}
)


@dataclass(frozen=True)
class Budget:
    """Tokens per stage."""

    base_short: int = 5_000_000
    base_long: int = 5_000_000
    specialist: int = 700_000
    practice: int = 900_000
    teamwork: int = 2_400_000
    rehearsal: int = 1_000_000
    router: int = 1_200_000
    duels: int = 1_600_000
    lineups: int = 2_000_000
    team_questions: int = 6_800
    reread_questions: int = 2_040


FAST = Budget(
    base_short=100_000,
    base_long=60_000,
    specialist=40_000,
    practice=40_000,
    teamwork=40_000,
    rehearsal=40_000,
    router=40_000,
    duels=40_000,
    lineups=40_000,
    team_questions=17,
    reread_questions=17,
)


def new_model(config: ModelConfig, seed: int) -> TinyLlama:
    """Create a model with seeded random weights."""
    torch.manual_seed(seed)
    return TinyLlama(config)


def train_base_short(model: TinyLlama, tokenizer: Tokenizer, tokens: int) -> None:
    """Teach the base short questions and short lists: copying must exist before long prompts pay."""
    mixture = [
        Ingredient(0.68, single(EFFORT, base_knowledge())),
        Ingredient(0.12, describing()),
        Ingredient(0.20, copying()),
    ]
    optimise(model, mixture, tokenizer, Schedule(tokens, 2e-3, 2048, final=0.4), BASE_MEMBER.seed, "base short")


def train_base_long(model: TinyLlama, tokenizer: Tokenizer, tokens: int) -> None:
    """Teach the base the long prompts of the methods; routing grows from two descriptions to eight."""
    known = base_knowledge()
    mixture = [
        Ingredient(0.38, single(EFFORT, known)),
        Ingredient(0.06, describing()),
        Ingredient(0.14, routing(lambda progress: 2 + round(6 * progress))),
        Ingredient(0.18, copying()),
        Ingredient(0.18, invented_team(TEAMWORK)),
        Ingredient(0.06, imagined_team(EFFORT, known)),
    ]
    optimise(model, mixture, tokenizer, Schedule(tokens, 1.2e-3, 2560), BASE_MEMBER.seed + 1, "base long")


def train_specialist(model: TinyLlama, tokenizer: Tokenizer, tokens: int, position: int) -> None:
    """Turn a copy of the base into one specialist."""
    member, known = SPECIALISTS[position], specialist_knowledge(position)
    weights = _weights(position)
    mixture = [
        Ingredient(0.86, single(weights, known)),
        Ingredient(0.02, describing()),
        Ingredient(0.08, copying()),
        Ingredient(0.04, imagined_team(weights, known)),
    ]
    optimise(model, mixture, tokenizer, Schedule(tokens, 1.5e-3, 1024), member.seed, member.name)


def train_practice(model: TinyLlama, tokenizer: Tokenizer, tokens: int, position: int) -> None:
    """Let a specialist practise what it learned slowly: letters of options, subtraction, counting."""
    member, known = SPECIALISTS[position], specialist_knowledge(position)
    weights = {name: weight * PRACTICE[name] for name, weight in _weights(position).items()}
    mixture = [
        Ingredient(0.87, single(weights, known, open_share=0.25)),
        Ingredient(0.08, copying()),
        Ingredient(0.05, imagined_team(weights, known)),
    ]
    optimise(model, mixture, tokenizer, Schedule(tokens, 1.5e-3, 1024), member.seed + 500, f"{member.name} practice")


def train_teamwork(
    model: TinyLlama, tokenizer: Tokenizer, tokens: int, position: int, answered: Sequence[Answered]
) -> None:
    """Teach a specialist to copy what most say, then to use the real answers of the others."""
    member, known = SPECIALISTS[position], specialist_knowledge(position)
    weights = {name: weight * PRACTICE[name] for name, weight in _weights(position).items()}
    mixture = [
        Ingredient(0.49, single(weights, known, open_share=0.25)),
        Ingredient(0.42, team_course(position, answered, TEAMWORK)),
        Ingredient(0.06, copying()),
        Ingredient(0.03, imagined_team(weights, known)),
    ]
    optimise(model, mixture, tokenizer, Schedule(tokens, 1.8e-3, 2048), member.seed + 1000, f"{member.name} team")


def train_rehearsal(
    model: TinyLlama, tokenizer: Tokenizer, tokens: int, position: int, answered: Sequence[Answered]
) -> None:
    """Let a specialist practise on what the finished team says, in the first round and in the second."""
    member, known = SPECIALISTS[position], specialist_knowledge(position)
    weights = {name: weight * PRACTICE[name] for name, weight in _weights(position).items()}
    mixture = [
        Ingredient(0.40, single(weights, known, open_share=0.25)),
        Ingredient(0.50, real_team(position, stressed(answered), TEAMWORK, modest)),
        Ingredient(0.07, copying()),
        Ingredient(0.03, imagined_team(weights, known)),
    ]
    optimise(model, mixture, tokenizer, Schedule(tokens, 1.2e-3, 2048), member.seed + 1500, f"{member.name} rehearsal")


def train_router(model: TinyLlama, tokenizer: Tokenizer, tokens: int) -> None:
    """Turn a copy of the base into the router."""
    mixture = [
        Ingredient(0.15, single(EFFORT, base_knowledge())),
        Ingredient(0.15, describing()),
        Ingredient(0.70, routing(lambda progress: min(8, 4 + round(8 * progress)))),
    ]
    optimise(model, mixture, tokenizer, Schedule(tokens, 1.5e-3, 3072), ROUTER_MEMBER.seed, ROUTER_MEMBER.name)


def train_duels(model: TinyLlama, tokenizer: Tokenizer, tokens: int) -> None:
    """Let the router practise, mostly on two descriptions: a tournament asks nothing else."""
    mixture = [
        Ingredient(0.10, describing()),
        Ingredient(0.60, routing(lambda _: 2)),
        Ingredient(0.30, routing(lambda _: len(SPECIALISTS))),
    ]
    schedule = Schedule(tokens, 1.5e-3, 1536)
    optimise(model, mixture, tokenizer, schedule, ROUTER_MEMBER.seed + 500, f"{ROUTER_MEMBER.name} duels")


def train_lineups(model: TinyLlama, tokenizer: Tokenizer, tokens: int) -> None:
    """Let the router practise on up to all eight descriptions in one prompt."""
    mixture = [
        Ingredient(0.10, describing()),
        Ingredient(0.15, routing(lambda _: 2)),
        Ingredient(0.75, routing(lambda _: len(SPECIALISTS))),
    ]
    schedule = Schedule(tokens, 1.5e-3, 2048)
    optimise(model, mixture, tokenizer, schedule, ROUTER_MEMBER.seed + 900, f"{ROUTER_MEMBER.name} lineups")


def _weights(position: int) -> dict[str, float]:
    own, secondary = SPECIALISTS[position].skills, secondary_skills(position)
    focus = {name: OWN if name in own else SECONDARY if name in secondary else OTHER for name in SKILLS}
    return {name: focus[name] * EFFORT[name] for name in SKILLS}
