"""Tables of what was caught, missed and found where nothing is."""

import os
import platform
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version

from bench.quotations.faults import WORD_FAULTS
from bench.quotations.score import Outcome, Tally, alarm_codes


def header(title: str, command: str, packages: Iterable[str]) -> list[str]:
    """Return the head of a section of RESULTS.md: day, command, machine, versions."""
    parts = ", ".join(f"{name} {version(name)}" for name in packages)
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    return [f"## {title}, {time.strftime('%Y-%m-%d')}", "", f"`{command}` on {machine}; {parts}.", ""]


def tables(outcomes: Sequence[Outcome]) -> list[str]:
    """Return all tables: the two rates, faults by kind, alarms by code and by what the documents are made of."""
    true = sum(one.caught is None and one.true > 0 for one in outcomes)
    return [
        *_rates(outcomes),
        "",
        f"On {true} faithful documents faults of the published texts were found, which are no false alarms: "
        "`bench/quotations/true_differences.py` names each.",
        "",
        *_kinds(outcomes),
        "",
        *_lengths(outcomes),
        "",
        *_codes(outcomes),
        "",
        *_made_of(outcomes),
    ]


def _rates(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| | documents | faults | caught, % | of those that a reader could know, % | false alarms, % |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    for kind in ("pinned", "bare", "all"):
        some = [one for one in outcomes if kind in (one.kind, "all")]
        faulty = [one for one in some if one.caught is not None]
        faithful = _tally([one for one in some if one.caught is None], lambda one: bool(one.codes))
        caught = _tally(faulty, lambda one: not one.caught)
        known = _tally([one for one in faulty if one.knowable], lambda one: not one.caught)
        lines.append(
            f"| {kind} | {len(some)} | {caught.all} | {caught.right:.2f} | **{known.right:.2f}** ({known.all}) "
            f"| **{100 - faithful.right:.2f}** ({faithful.wrong} of {faithful.all}) |"
        )
    return lines


def _kinds(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| fault | pinned: caught | could know | bare: caught | could know |", "|---|---|---|---|---|"]
    for fault in dict.fromkeys(one.fault for one in outcomes if one.fault):
        cells = []
        for kind in ("pinned", "bare"):
            some = [one for one in outcomes if one.fault == fault and one.kind == kind]
            for group in (some, [one for one in some if one.knowable]):
                tally = _tally(group, lambda one: not one.caught)
                cells.append(f"{tally.all - tally.wrong} of {tally.all}" if tally.all else "")
        lines.append(f"| {fault} | {' | '.join(cells)} |")
    return lines


def _lengths(outcomes: Sequence[Outcome]) -> list[str]:
    """Return how much was caught in bare documents by how many words the faulty quotation has."""
    lines = ["| bare: words of the quotation | faults | caught, % |", "|---|---|---|"]
    for name, least, most in (("2 or 3", 0, 3), ("4 to 6", 4, 6), ("7 to 9", 7, 9), ("10 or more", 10, 1000)):
        some = [one for one in outcomes if one.kind == "bare" and one.fault in WORD_FAULTS]
        tally = _tally([one for one in some if least <= one.count <= most], lambda one: not one.caught)
        lines.append(f"| {name} | {tally.all} | {tally.right:.1f} |")
    return lines


def _codes(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["| found on faithful documents | pinned | bare |", "|---|---|---|"]
    counts = {kind: alarm_codes([one for one in outcomes if one.kind == kind]) for kind in ("pinned", "bare")}
    for code in sorted({*counts["pinned"], *counts["bare"]}):
        lines.append(f"| {code} | {counts['pinned'][code]} | {counts['bare'][code]} |")
    return lines if len(lines) > 2 else ["Nothing was found on a faithful document."]


def _made_of(outcomes: Sequence[Outcome]) -> list[str]:
    """Return false alarms by licence, mark style, language and format: of the documents that have it."""
    groups: dict[str, Tally] = defaultdict(Tally)
    for one in outcomes:
        if one.caught is None:
            for label in sorted({*one.labels, f"language {one.language}", f"format {one.format}"}):
                groups[label].add(wrong=bool(one.codes))
    lines = ["| faithful documents with | documents | false alarms |", "|---|---|---|"]
    lines += [f"| {label} | {tally.all} | {tally.wrong} |" for label, tally in sorted(groups.items())]
    return lines


def missed(outcomes: Sequence[Outcome], count: int) -> list[str]:
    """Return up to `count` faults that a reader could know and that were missed, and as many false alarms."""
    lines = []
    for title, some in (
        ("missed", [one for one in outcomes if one.caught is False and one.knowable]),
        ("false alarms", [one for one in outcomes if one.caught is None and one.codes]),
    ):
        lines += [f"{title}: {len(some)} {dict(Counter(one.fault or ' '.join(one.codes) for one in some))}"]
        for one in some[:count]:
            lines += [
                f"  {one.number} {one.kind} {one.format} {one.language}",
                *(f"    {line}" for line in one.shown[:5]),
            ]
    return lines


def _tally(some: Iterable[Outcome], is_wrong: Callable[[Outcome], bool]) -> Tally:
    tally = Tally()
    for one in some:
        tally.add(wrong=is_wrong(one))
    return tally
