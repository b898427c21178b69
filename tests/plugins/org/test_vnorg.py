"""The tests of the fictional package, as its author would write them."""

from vnorg import OrgExporter  # type: ignore[import-not-found]  # not installed here

from vnadmindoc.testing import ExporterContract


class TestOrg(ExporterContract):
    name = "org"
    exporter = OrgExporter
