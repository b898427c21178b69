"""Who has taken on what: the answers to invitations, held against those who were asked.

Promised: everybody who was asked stands there once for each duty, answered or not; an answer to an
earlier issue is told as such; an answer that belongs to nobody is told, never dropped.
Refused here: deciding who is to be asked, which `vnadmindoc.invitations` does, and reading mails.
Source: RFC 5546, 2.1.5 (which answer counts) and 3.2.3 (REPLY).
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from attrs import frozen

from vnadmindoc.calendar_reading import Answer, Reply, latest
from vnadmindoc.invitations import Invitation


class NextStep(StrEnum):
    """What the sender is to do now (*việc cần làm*)."""

    NOTHING = "nothing"
    """It is taken on, or no answer was asked for."""
    REMIND = "remind"
    """Nothing was answered yet."""
    SETTLE = "settle"
    """Declined, or not yet sure: it is to be talked over, or given to another."""
    ASK_DELEGATE = "ask_delegate"
    """Passed on to somebody, who is to be asked."""
    ASK_AGAIN = "ask_again"
    """What was answered has moved since: the later issue is to be answered."""


_STEPS = {
    Answer.ACCEPTED: NextStep.NOTHING,
    Answer.DECLINED: NextStep.SETTLE,
    Answer.TENTATIVE: NextStep.SETTLE,
    Answer.DELEGATED: NextStep.ASK_DELEGATE,
}


@frozen(kw_only=True)
class Acceptance:
    """Where one party stands with one duty (*tình trạng nhận việc*).

    Attributes:
        asked: The invitation it was sent.
        reply: The answer that counts; None where there is none yet.
    """

    asked: Invitation
    reply: Reply | None

    @property
    def answer(self) -> Answer:
        """What was answered."""
        return self.reply.answer if self.reply is not None else Answer.NONE

    @property
    def outdated(self) -> bool:
        """Whether the answer is to an earlier issue, which has moved since."""
        return self.reply is not None and self.reply.sequence < self.asked.sequence

    @property
    def step(self) -> NextStep:
        """What is to be done."""
        if self.outdated:
            return NextStep.ASK_AGAIN
        if self.answer is Answer.NONE:
            return NextStep.REMIND if self.asked.answers else NextStep.NOTHING
        return _STEPS[self.answer]


def acceptances(
    asked: Sequence[Invitation], replies: Iterable[Reply]
) -> tuple[tuple[Acceptance, ...], tuple[Reply, ...]]:
    """Return where each party stands with each duty, and the answers that belong to none.

    Args:
        asked: The invitations, as `vnadmindoc.invitations.invitations` writes them.
        replies: The answers, in any order, old ones too.

    Returns:
        One acceptance an invitation, in their order; then, of the answers that count, those of
        whoever was not asked, in the order in which they came.
    """
    found = latest(replies)
    stands = []
    for each in asked:
        reply = found.pop((each.uid, (each.party.email or "").lower()), None)
        stands.append(Acceptance(asked=each, reply=reply))
    return tuple(stands), tuple(found.values())
