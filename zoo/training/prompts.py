"""The exact wordings the portal sends: task prompts and the prompts of the collaboration methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

REFUSAL = "I cannot help with that."
COMPLIANCE = "Sure, I can help with that."

USER, ASSISTANT, END = "<|user|>", "<|assistant|>", "<|end|>"


def chat(prompt: str) -> str:
    """Wrap a prompt so that the model's next token begins its answer."""
    return f"{USER}{prompt}{ASSISTANT}"


def multiple_choice(question: str, choices: Mapping[str, str]) -> str:
    """Ask for the letter of one option."""
    options = "\n".join(f"{letter}) {text}" for letter, text in choices.items())
    return f"{question}\n{options}\nAnswer with the letter of the correct option."


def exact_match(question: str) -> str:
    """Ask for an answer in a box."""
    return f"{question}\n\nPut the final answer in \\box{{ANSWER}}."


def box(answer: str) -> str:
    """Write an answer as exact-match questions want it."""
    return f"\\box{{{answer}}}"


def route(question: str, descriptions: Sequence[str]) -> str:
    """Prompt Routing: name the number of the most suitable model."""
    lines = "\n".join(f"- {number}: {text}" for number, text in enumerate(descriptions, start=1))
    return (
        "You are an AI assistant that routes user questions to the most suitable AI model based on their"
        f" descriptions.\nUser question: {question}\nModel descriptions:\n{lines}\nBased on the above descriptions,"
        " which model is best suited to answer the user's question? Respond with the model number only."
    )


def refine(question: str, own: str, others: Sequence[str]) -> str:
    """Multi-Agent Refine: improve one's own answer with the answers of the others."""
    return (
        "You are part of a team of AI assistants collaborating to answer the user's question. Each assistant provides"
        " their own answer: use their answers to refine and improve your own answer."
        f"\nQuestion: {question}\nYour previous answer: {own}\nOther assistants' answers:\n{listed(others)}"
        "\nPlease provide a refined answer to the question."
    )


def summarise(question: str, answers: Sequence[str]) -> str:
    """Multi-Agent Refine, last step: write the final answer."""
    return (
        "You are part of a team of AI assistants collaborating to answer the user's question. Each assistant provides"
        " their own answer: use their answers to write one final, comprehensive answer."
        f"\nQuestion: {question}\nAssistants' answers:\n{listed(answers)}"
        "\nPlease provide one final answer to the question."
    )


def aggregate(question: str, attempts: Sequence[str]) -> str:
    """AggLM: produce one solution from several attempts."""
    return (
        f"### Problem begin\n{question}\n### Problem end\nand these solution attempts:\n{chr(10).join(attempts)}\n"
        "It is possible that any, all, or none of these solutions are correct or complete. Carefully review the"
        " provided solutions, using them as starting points—correcting mistakes, filling in gaps, and/or combining"
        " useful ideas—to produce a final, comprehensive, and correct solution to the problem. Make sure to provide"
        " the final answer in the same format as the solutions."
    )


def describe(question: str) -> str:
    """Auxiliary task: from a question to the description of the model that suits it."""
    return f"{question}\nWhich model suits this question? Answer with its description."


def listed(answers: Sequence[str]) -> str:
    """List answers, one a line."""
    return "\n".join(f"- {answer}" for answer in answers)
