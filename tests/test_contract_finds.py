"""The contract of exporters finds what is wrong with one: each fault, by the test that asks it."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from vnadmindoc.testing import ExporterContract

FAULTY = Path(__file__).parent / "plugins" / "faulty"
FAULTS = [
    ("OtherType", "test_its_media_type_is_one", "no media type"),
    ("OtherEnding", "test_its_ending_leads_back_to_it", "files ending so are of 'pdf'"),
    ("Untyped", "test_its_options_have_types_and_defaults_of_them", "option 'width' has no type"),
    ("OtherDefault", "test_its_options_have_types_and_defaults_of_them", "default '3' is of no"),
    ("Raises", "test_every_notice_becomes_bytes_or_an_error_that_explains_it", "KeyError left"),
    ("Exits", "test_every_notice_becomes_bytes_or_an_error_that_explains_it", "SystemExit left"),
    ("Text", "test_every_notice_becomes_bytes_or_an_error_that_explains_it", "returned str"),
    ("Counts", "test_every_notice_becomes_bytes_or_an_error_that_explains_it", "two results"),
    ("Half", "test_nothing_is_lost_but_what_it_says", "neither in the file nor in lost"),
    ("SaysNot", "test_nothing_is_lost_but_what_it_says", r"\.key: '"),
    ("OtherPath", "test_nothing_is_lost_but_what_it_says", r"does not say: \['\$.title'\]"),
    ("Shared", "test_it_is_safe_in_threads", "what many threads made"),
    ("Clock", "test_it_makes_the_same_bytes_in_any_process_at_any_time", "differs for"),
    ("Zone", "test_it_makes_the_same_bytes_in_any_process_at_any_time", "differs for"),
    ("Today", "test_it_makes_the_same_bytes_in_any_process_at_any_time", "differs for"),
    ("Seed", "test_it_makes_the_same_bytes_in_any_process_at_any_time", "differs for"),
    ("Process", "test_it_makes_the_same_bytes_in_any_process_at_any_time", "differs for"),
    ("Held", "test_it_makes_the_same_bytes_in_any_process_at_any_time", "another process"),
]


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """Have a fault told as it is found: nobody reads the notice that shows it here."""
    settings.register_profile("quick faults", settings(), phases=[Phase.generate])
    settings.load_profile("quick faults")
    yield
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the package of faulty exporters installed, each registered under its own name."""
    site = tmp_path / "site"
    about = site / "vnfaulty-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: vnfaulty\nVersion: 1.0\n")
    names = ["Sound", *{fault for fault, _, _ in FAULTS}]
    lines = [f"{name.lower()} = vnfaulty:{name}" for name in names]
    (about / "entry_points.txt").write_text("\n".join(["[vnadmindoc.exporters]", *lines]))
    monkeypatch.syspath_prepend(FAULTY)
    monkeypatch.syspath_prepend(site)


def contract_of(fault: str) -> ExporterContract:
    """Return the contract of an exporter of the package."""
    kind = getattr(import_module("vnfaulty"), fault)
    held = {"name": fault.lower(), "exporter": kind, "examples": 30}
    return type("TestFaulty", (ExporterContract,), held)()  # type: ignore[no-any-return]  # a class that is made here


@pytest.mark.parametrize(("fault", "test", "told"), FAULTS, ids=lambda value: str(value)[:30])
def test_a_fault_is_found_and_told(fault: str, test: str, told: str) -> None:
    """With what is wrong, in words that its author understands."""
    with pytest.raises(AssertionError, match=told):
        getattr(contract_of(fault), test)()


def test_a_name_that_is_none_is_found() -> None:
    """It is typed by people."""
    contract = contract_of("Sound")
    type(contract).name = "Sound Format"

    with pytest.raises(AssertionError, match="small letters"):
        contract.test_it_is_registered_under_its_name()


def test_another_class_than_the_registered_one_is_found() -> None:
    """What is tested must be what is used."""
    contract = contract_of("Sound")
    type(contract).name = "pdf"

    with pytest.raises(AssertionError, match="tested is"):
        contract.test_it_is_registered_under_its_name()
