"""``calendar``, ``reissue``, ``invite``, ``replies``, ``publish``: deadlines brought to people."""

import os
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from vnadmindoc.cli.app import DONE, STREAM, UNREADABLE, Earlier, From, Json, Name, Option, app
from vnadmindoc.cli.screen import TASK_WIDTH, out, progress, tell, write_json, write_out
from vnadmindoc.cli.sources import calendar_options, read

if TYPE_CHECKING:
    from vnadmindoc.acceptance import Acceptance
    from vnadmindoc.calendar_reading import Reply
    from vnadmindoc.exporters.calendar.occasions import Occasion

Ics = Annotated[bool, Parameter(negative=())]

# By the values of `vnadmindoc.calendar_reading.Answer` and `vnadmindoc.acceptance.NextStep`.
_ANSWERS: Final = {
    "NEEDS-ACTION": "chưa trả lời",
    "ACCEPTED": "nhận",
    "DECLINED": "từ chối",
    "TENTATIVE": "chưa chắc",
    "DELEGATED": "giao người khác",
}
_STEPS: Final = {
    "nothing": "",
    "remind": "nhắc trả lời",
    "settle": "trao đổi hoặc giao bên khác",
    "ask_delegate": "hỏi người được giao lại",
    "ask_again": "thời hạn đã đổi: đề nghị trả lời lại",
}
_PUBLISHED: Final = ("added", "updated", "kept", "withdrawn", "cancelled")


@app.command(
    name="calendar",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc calendar 2026/*.md --output lich.ics --option form=feed\n"
        "  vnadmindoc calendar giao-ban.md > lich.ics"
    ),
)
def _calendar_of(source: Name, /, *more: Name, output: Name = STREAM, option: Option = ()) -> int:
    """Write one calendar of several notices.

    Args:
        source: A notice: .md, .txt, .docx, .json or .yaml.
        more: Further notices.
        output: The calendar; standard output when left out.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.files import write_whole

    exporter = calendar_options(option)
    with progress("writing the calendar"):
        data = b"".join(exporter.stream(read(each, None).notice for each in (source, *more)))
    if output == STREAM:
        write_out(data)
    else:
        write_whole(Path(output), data)
    return DONE


@app.command(
    name="reissue",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc reissue dot-1.yaml dot-2.md --calendar thay-doi.ics --keep dot-2.yaml"
    ),
)
def _reissue(
    old: Name,
    new: Name,
    /,
    *,
    calendar: Path | None = None,
    keep: Path | None = None,
    option: Option = (),
) -> int:
    """Tell what a later issue of a notice changes in calendars.

    Args:
        old: The earlier issue: what --keep wrote of it, unless it was the first.
        new: The later issue.
        calendar: A calendar file of the changes, withdrawn deadlines as cancelled.
        keep: The later issue in YAML under the names of the earlier one, for the next time.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc import registry
    from vnadmindoc.files import write_all
    from vnadmindoc.reissue import calendar_update

    update = calendar_update(
        read(old, None).notice, read(new, None).notice, calendar_options(option)
    )
    outputs: dict[Path, bytes] = {}
    changes = update.calendar()
    if calendar is not None and changes is not None:
        outputs[calendar] = changes
    if keep is not None:
        outputs[keep] = registry.render(update.new, "yaml")
    write_all(outputs)
    table = Table("", "Việc", "Trước", "Sau", show_lines=True)
    for name in ("added", "moved", "reworded", "untouched", "withdrawn"):
        for change in getattr(update, name):
            shown = change.after or change.before
            days = [(each and _day_of(each)) or "" for each in (change.before, change.after)]
            text = shorten(str(shown.directive.text), TASK_WIDTH, placeholder=" …")
            table.add_row(*map(Text, (name, text, *days)))
    out.print(table)
    return DONE


@app.command(
    name="invite",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc invite giao-ban.md --directory danh-ba.toml --into thu-moi\n"
        "  vnadmindoc invite dot-2.md --earlier dot-1.yaml --directory danh-ba.toml --into thu-moi"
    ),
)
def _invite(
    source: Name,
    /,
    *,
    directory: Path,
    into: Path,
    earlier: Earlier = None,
    organizer: str | None = None,
    sent: datetime | None = None,
    ics: Ics = False,
    from_: From = None,
    option: Option = (),
) -> int:
    """Write mails that invite each party to what it is bound by, ready to send.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        directory: A TOML file of the parties: names, other names, addresses.
        into: The folder of the mails (.eml).
        earlier: The earlier issue: only what changed is written, cancellations too.
        organizer: The sender's name in the directory; the issuing body when left out.
        sent: When they are sent; now when left out.
        ics: Write the calendar of each mail beside it as well (.ics), for a program that builds the
            mail itself.
        from_: Format of the input, needed for standard input.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.directory import read_directory
    from vnadmindoc.files import write_all
    from vnadmindoc.invitations import invitations, updates
    from vnadmindoc.reissue import calendar_update

    notice = read(source, from_).notice
    parties = read_directory(directory)
    moment = sent or datetime.now(UTC)
    moment = moment if moment.tzinfo is not None else moment.astimezone()
    options = calendar_options(option)
    if earlier is None:
        found = invitations(notice, parties, sent=moment, options=options, organizer=organizer)
    else:
        update = calendar_update(read(earlier, None).notice, notice, options)
        found = updates(update, parties, sent=moment, organizer=organizer)
    files = {into / each.file_name: each.mail for each in found.mails}
    if ics:
        files |= {
            (into / each.file_name).with_suffix(".ics"): each.calendar for each in found.mails
        }
    write_all(files)
    for each in found.mails:
        line = f"{into / each.file_name}: {each.method} {each.party.email}"
        out.print(Text(line), soft_wrap=True)
    for names, why in (
        (found.without_address, "no address in the directory, nothing is sent to"),
        (found.ambiguous, "the directory knows several, nothing is sent to"),
    ):
        for name in names:
            tell("warning", f"{why} {name}", "yellow")
    if not found.mails:
        tell("warning", "no party of it has an address in the directory: no mail", "yellow")
    return DONE


@app.command(
    name="replies",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc replies giao-ban.md tra-loi/*.eml --directory danh-ba.toml\n"
        "Of a notice that was issued again, give the issue that `reissue --keep` wrote."
    ),
)
def _replies(
    source: Name,
    /,
    *messages: Name,
    directory: Path,
    organizer: str | None = None,
    from_: From = None,
    json_: Json = False,
    option: Option = (),
) -> int:
    """Tell who has taken on what, by the answers to its invitations, and what to do now.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        messages: The answers: mails (.eml) or calendars (.ics).
        directory: The TOML file of the parties that the invitations were written with.
        organizer: The sender's name in the directory; the issuing body when left out.
        from_: Format of the notice, needed for standard input.
        json_: Print the list as JSON.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.acceptance import acceptances
    from vnadmindoc.calendar_reading import read_replies
    from vnadmindoc.directory import read_directory
    from vnadmindoc.errors import ReadError
    from vnadmindoc.files import read_bytes
    from vnadmindoc.invitations import invitations

    notice = read(source, from_).notice
    # When they were sent is in the mails alone, which are not looked at again.
    asked = invitations(
        notice,
        read_directory(directory),
        sent=datetime.now(UTC),
        options=calendar_options(option),
        organizer=organizer,
    )
    replies: list[Reply] = []
    code = DONE
    for each in messages:
        try:
            replies += read_replies(read_bytes(each))
        except ReadError as error:  # what else lies in a mailbox stops nothing
            tell("warning", f"{each}: {error}", "yellow")
            code = UNREADABLE
    stands, strange = acceptances(asked.mails, replies)
    if json_:
        write_json({"source": source, "acceptances": [_acceptance_data(each) for each in stands]})
    else:
        table = Table("Việc", "Bên", "Trả lời", "Việc cần làm", show_lines=True)
        for stand in stands:
            text = shorten(stand.asked.title, TASK_WIDTH, placeholder=" …")
            answer = _ANSWERS[stand.answer]
            if stand.reply is not None and stand.reply.comment:
                answer = f"{answer}: {stand.reply.comment}"
            table.add_row(*map(Text, (text, stand.asked.party.name, answer, _STEPS[stand.step])))
        out.print(table)
    for reply in strange:
        line = f"{reply.email} answers {reply.answer} to {reply.uid}, which it was not asked"
        tell("warning", line, "yellow")
    return code


@app.command(
    name="publish",
    help_epilogue=(
        "Examples:\n"
        "  vnadmindoc publish giao-ban.md https://lich.example.vn/so/giao-viec/ --user van.phong\n"
        "The password is read from the variable VNADMINDOC_PASSWORD."
    ),
)
def _publish(
    source: Name,
    url: str,
    /,
    *,
    user: str | None = None,
    earlier: Earlier = None,
    from_: From = None,
    option: Option = (),
) -> int:
    """Bring a calendar on a CalDAV server to what a notice says.

    Args:
        source: The notice: .md, .txt, .docx, .json, .yaml, or a .pdf of ours.
        url: The address of the calendar, which is there already.
        user: Who publishes.
        earlier: The earlier issue, whose entries these are.
        from_: Format of the input, needed for standard input.
        option: NAME=VALUE, an option of the calendar; may be repeated.
    """
    from vnadmindoc.caldav import publish
    from vnadmindoc.identity import carried

    notice = read(source, from_).notice
    if earlier is not None:
        notice = carried(read(earlier, None).notice, notice)
    with progress(f"publishing to {url}"):
        done = publish(
            notice,
            url,
            username=user,
            password=os.environ.get("VNADMINDOC_PASSWORD"),
            options=calendar_options(option),
        )
    counts = {name: len(getattr(done, name)) for name in _PUBLISHED}
    out.print(", ".join(f"{count} {name}" for name, count in counts.items()))
    for uid, names in done.overruled.items():
        tell("warning", f"{uid}: changed there by people, set again: {', '.join(names)}", "yellow")
    return DONE


def _acceptance_data(acceptance: "Acceptance") -> dict[str, object]:
    asked, reply = acceptance.asked, acceptance.reply
    return {
        "uid": asked.uid,
        "title": asked.title,
        "party": asked.party.name,
        "email": asked.party.email,
        "answer": acceptance.answer,
        "outdated": acceptance.outdated,
        "answered": reply.stamp.isoformat() if reply is not None and reply.stamp else None,
        "comment": reply.comment if reply is not None else None,
        "step": acceptance.step,
    }


def _day_of(occasion: "Occasion") -> str:
    from vnadmindoc.dates import short_date

    day = short_date(occasion.last_day)
    return day if occasion.at is None else f"{day} {occasion.at:%H:%M}"
