"""Exporters by name, ours and everyone's, through one door: the entry-point group.

Promised: listing the names loads nothing, asking for one loads that one alone, and a broken
exporter is named with its package and disturbs nobody who does not ask for it.
Refused here: knowing an exporter that is not registered, and every format library.
"""

import inspect
import logging
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from attrs import Attribute, fields, frozen, has

from vnadmindoc.errors import ExportError, PluginError, UnknownFormatError, VnAdminDocError
from vnadmindoc.exporters import ENTRY_POINT_GROUP, INTERFACE, Exporter
from vnadmindoc.model import Notice

_OURS: Final = "vnadmindoc"
_LOG: Final = logging.getLogger(__name__)

_OTHER_SUFFIXES: Final = MappingProxyType({"markdown": "md", "yml": "yaml", "ical": "ics"})
"""Endings that name a format of ours just as well."""


@frozen
class Option:
    """An option of an exporter: an argument of its constructor that has a default.

    Attributes:
        name: The argument's name.
        type: Its annotation, e.g. ``str`` or ``Literal["events", "tasks"]``; text where it names
            something that only a type checker sees.
        default: Its value when it is left out.
    """

    name: str
    type: Any
    default: object


@frozen(kw_only=True)
class Registered:
    """An exporter as it is registered (*bộ xuất đã đăng ký*).

    Attributes:
        name: The name of the format.
        source: The package that brings it, with its version: ``"vnadmindoc 0.1.0"``.
        make: What builds the exporter from its options, its class as a rule.
        suffix: The file name's ending, with its dot.
        media_type: The Internet media type of what it writes.
        options: What can be chosen, in the exporter's own order; may be empty.
        trusted: Whether it is ours, so that whatever it raises is told as it is.
    """

    name: str
    source: str
    make: type[Exporter]
    suffix: str
    media_type: str
    options: tuple[Option, ...]
    trusted: bool


def names() -> tuple[str, ...]:
    """Return the names of all registered formats, sorted; nothing is loaded."""
    return tuple(sorted(_offers()))


def registered(name: str) -> Registered:
    """Load one exporter and return what there is to know of it.

    Raises:
        UnknownFormatError: Nobody registers the name.
        PluginError: Two packages register it, it cannot be loaded, it is no exporter, or it was
            written for another version of the contract.
    """
    entry_point = _only_offer(name)
    try:
        made_by = entry_point.load()
    except (Exception, SystemExit) as error:  # whatever strangers' code does when it is imported
        raise _broken(entry_point, f"cannot be loaded: {_told(error)}") from error
    if not (isinstance(made_by, type) and callable(getattr(made_by, "export", None))):
        raise _broken(entry_point, "is no exporter: it must be a class with a method export()")
    _check_interface(entry_point, getattr(made_by, "interface", INTERFACE))
    suffix, media_type = (getattr(made_by, key, None) for key in ("suffix", "media_type"))
    if not (isinstance(suffix, str) and suffix.startswith(".") and len(suffix) > 1):
        raise _broken(entry_point, f"has the suffix {suffix!r}, one like '.docx' is expected")
    if not (isinstance(media_type, str) and "/" in media_type):
        raise _broken(entry_point, f"has the media type {media_type!r}, one like 'a/b' is expected")
    _LOG.debug("format %r is %s of %s", name, entry_point.value, _source(entry_point))
    return Registered(
        name=name,
        source=_source(entry_point),
        make=made_by,
        suffix=suffix,
        media_type=media_type,
        options=_options(entry_point, made_by),
        trusted=_is_ours(entry_point),
    )


def exporter(name: str, **options: Any) -> Exporter:
    """Return the exporter of a format, built with these options; no other one is loaded.

    Args:
        name: A registered name, e.g. ``"docx"``.
        options: Arguments of its constructor; those left out have their defaults.

    Raises:
        UnknownFormatError: Nobody registers the name.
        PluginError: The exporter is broken, or is none.
        ExportError: It has no such option, or refuses its value.
    """
    return _made(registered(name), options)


def render(notice: Notice, name: str, **options: Any) -> bytes:
    """Return a notice in a format.

    Args:
        notice: The notice.
        name: A registered name, e.g. ``"docx"``.
        options: Arguments of the exporter's constructor.

    Raises:
        UnknownFormatError: Nobody registers the name.
        PluginError: The exporter is broken, is none, or failed in a way that it does not tell.
        ExportError: The format cannot carry this notice, or the options are wrong.
    """
    found = registered(name)
    made = _made(found, options)
    try:
        data: object = made.export(notice)
    except VnAdminDocError:
        raise
    except (Exception, SystemExit) as error:
        if found.trusted:
            raise
        raise _failed(found, f"failed on this notice: {_told(error)}") from error
    if not isinstance(data, bytes):
        raise _failed(found, f"returned {type(data).__name__} where bytes are expected")
    return data


def format_of(path: str | Path) -> str:
    """Return the format that a file's name asks for, from its ending.

    Raises:
        UnknownFormatError: No registered format has this ending.
        PluginError: Two exporters from elsewhere claim it.
    """
    file_name = Path(path).name.lower()
    suffix = Path(file_name).suffix.removeprefix(".")
    wanted = _OTHER_SUFFIXES.get(suffix, suffix)
    if wanted in _offers():
        return wanted
    # Ours are named like their endings, so only the others can still answer to this one.
    claims = [
        found
        for found in _intact().values()
        if not found.trusted and file_name.endswith(found.suffix.lower())
    ]
    if not claims:
        raise UnknownFormatError(suffix, names(), place=str(path))
    longest = max(len(found.suffix) for found in claims)
    best = [found for found in claims if len(found.suffix) == longest]
    if len(best) > 1:
        raise PluginError(
            "several exporters claim this ending: "
            + ", ".join(f"{found.name!r} of {found.source}" for found in best),
            place=str(path),
            remedy="name the format you mean",
        )
    return best[0].name


def broken() -> dict[str, PluginError]:
    """Load every exporter; return what is wrong with those that cannot be used, by name."""
    return {name: found for name, found in _all().items() if isinstance(found, PluginError)}


def _intact() -> dict[str, Registered]:
    return {name: found for name, found in _all().items() if isinstance(found, Registered)}


def _all() -> dict[str, Registered | PluginError]:
    found: dict[str, Registered | PluginError] = {}
    for name in names():
        try:
            found[name] = registered(name)
        except PluginError as error:
            found[name] = error
    return found


def _offers() -> Mapping[str, tuple[EntryPoint, ...]]:
    """Return the entry points by name: two or more where packages are at odds."""
    return _offers_on(tuple(sys.path))


# Reading the entry points of every installed package takes longer than laying a notice out. The
# search path is the key, so a package that comes with a new folder is seen.
@lru_cache(maxsize=8)
def _offers_on(_search_path: tuple[str, ...]) -> Mapping[str, tuple[EntryPoint, ...]]:
    offers: dict[str, tuple[EntryPoint, ...]] = {}
    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        offers[entry_point.name] = (*offers.get(entry_point.name, ()), entry_point)
    return MappingProxyType(offers)


def _only_offer(name: str) -> EntryPoint:
    offers = _offers().get(name)
    if offers is None:
        raise UnknownFormatError(name, names())
    if len(offers) > 1:
        sources = sorted(_source(offer) for offer in offers)
        raise PluginError(
            f"format {name!r} is registered by {' and by '.join(sources)}",
            remedy="uninstall all but one of them",
        )
    return offers[0]


def _check_interface(entry_point: EntryPoint, version: object) -> None:
    """Refuse an exporter that was written for another contract than ours."""
    if version == INTERFACE and type(version) is int:
        return
    what = f"was written for version {version!r} of exporters, this vnadmindoc knows {INTERFACE}"
    if type(version) is int and version > INTERFACE:
        raise PluginError(
            _complaint(entry_point, what),
            remedy=f"update vnadmindoc, or install an earlier {_source(entry_point)}",
        )
    raise _broken(entry_point, what)


def _options(entry_point: EntryPoint, made_by: type) -> tuple[Option, ...]:
    parameters = _signature(made_by).parameters.values()
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    chosen = [parameter for parameter in parameters if parameter.kind in named]
    needed = [parameter.name for parameter in chosen if parameter.default is parameter.empty]
    if needed:
        raise _broken(entry_point, f"has options without a default: {', '.join(needed)}")
    held = _fields(made_by)
    return tuple(
        _option(parameter, held.get(parameter.name, parameter.annotation)) for parameter in chosen
    )


def _option(parameter: inspect.Parameter, held: Any) -> Option:
    if not isinstance(held, Attribute):
        return Option(parameter.name, held, parameter.default)
    default: Any = held.default
    # attrs' stubs call Factory a function; a factory that takes the instance has nothing to take.
    if hasattr(default, "factory") and not default.takes_self:
        default = default.factory()
    return Option(parameter.name, held.type, default)


def _fields(made_by: type) -> "dict[str, Attribute[Any]]":
    """Return the field of each option, where it is known: a converter's argument says less."""
    if not has(made_by):
        return {}
    return {
        each.alias: each
        for each in fields(made_by)
        if each.alias is not None and each.type is not None and not isinstance(each.type, str)
    }


def _signature(made_by: type) -> inspect.Signature:
    """Return the constructor's signature; annotations that only a type checker sees stay text."""
    names_there = vars(sys.modules[made_by.__module__])
    try:
        return inspect.signature(made_by, globals=names_there, eval_str=True)
    except NameError:
        return inspect.signature(made_by)


def _made(found: Registered, options: Mapping[str, Any]) -> Exporter:
    known = [option.name for option in found.options]
    for name in options:
        if name not in known:
            raise ExportError(
                f"format {found.name!r} has no option {name!r}",
                expected=f"one of {', '.join(known)}" if known else "no option at all",
            )
    try:
        return found.make(**options)
    except VnAdminDocError:
        raise
    except (TypeError, ValueError) as error:
        if not options:
            raise _failed(found, f"cannot be built: {_told(error)}") from error
        given = ", ".join(f"{name}={value!r}" for name, value in options.items())
        raise ExportError(f"format {found.name!r} refuses {given}: {error}") from error
    except (Exception, SystemExit) as error:
        if found.trusted:
            raise
        raise _failed(found, f"cannot be built: {_told(error)}") from error


def _broken(entry_point: EntryPoint, what: str) -> PluginError:
    return PluginError(_complaint(entry_point, what), remedy=_remedy(_source(entry_point)))


def _complaint(entry_point: EntryPoint, what: str) -> str:
    return f"format {entry_point.name!r} of {_source(entry_point)} ({entry_point.value}) {what}"


def _failed(found: Registered, what: str) -> PluginError:
    return PluginError(
        f"format {found.name!r} of {found.source} {what}", remedy=_remedy(found.source)
    )


def _remedy(source: str) -> str:
    return f"update or uninstall {source}, or tell its authors"


def _source(entry_point: EntryPoint) -> str:
    distribution = entry_point.dist
    return f"{distribution.name} {distribution.version}" if distribution else "an unknown package"


def _is_ours(entry_point: EntryPoint) -> bool:
    return entry_point.dist is not None and entry_point.dist.name == _OURS


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
