"""How to cite an edition: in words, BibTeX, RIS and CSL-JSON."""

import re
from dataclasses import dataclass

import msgspec

from dragoman.publish import addresses
from dragoman.publish.dates import day, month
from dragoman.publish.material import EditionMaterial, Site
from dragoman.publish.typography import curled

_TEX = str.maketrans(
    {c: f"\\{c}" for c in "#$%&_{}"} | {"\\": "\\textbackslash{}", "^": "\\^{}", "~": "\\~{}", "\n": " ", "\r": " "}
)


@dataclass(frozen=True)
class Citation:
    """Hold what a citation of one edition says; the address is the edition's own, which never changes."""

    desk: str
    title: str
    series: str
    number: int
    edition: int
    date: str
    address: str
    language: str

    @property
    def key(self) -> str:
        """Return a short name for bibliographies: `dispatch-12-e1`."""
        return f"{addresses.slug(self.series)}-{self.number}-e{self.edition}"

    @property
    def words(self) -> str:
        """Return the citation as a sentence."""
        place = f"{self.series} {self.number}, edition {self.edition}"
        title = curled(self.title, self.language).replace("“", "‘").replace("”", "’")
        return f"{self.desk}, “{title}”, {place}, {day(self.date)}, {self.address}"

    @property
    def bibtex(self) -> str:
        """Return the citation as a BibTeX entry, UTF-8, with what TeX would take for commands escaped."""
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "author": f"{{{_tex(self.desk)}}}",
            "howpublished": _tex(f"{self.series} {self.number}, edition {self.edition}"),
            "year": self.date[:4],
            "month": month(self.date)[:3].lower(),
            "url": re.sub(r"[{}\\\s]", "", self.address),
            "language": _tex(self.language),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if name != "month")
        return f"@misc{{{self.key},\n{lines}  month = {fields['month']},\n}}\n"

    @property
    def ris(self) -> str:
        """Return the citation as an RIS record."""
        year, number, date = self.date.split("-")
        fields = [
            ("TY", "NEWS"),
            ("ID", self.key),
            ("TI", self.title),
            ("AU", self.desk),
            ("PB", self.desk),
            ("T2", self.series),
            ("IS", str(self.number)),
            ("ET", str(self.edition)),
            ("PY", year),
            ("DA", f"{year}/{number}/{date}"),
            ("LA", self.language),
            ("UR", self.address),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields)

    @property
    def csl(self) -> bytes:
        """Return the citation as CSL-JSON."""
        entry = {
            "id": self.key,
            "type": "article-newspaper",
            "title": self.title,
            "author": [{"literal": self.desk}],
            "publisher": self.desk,
            "collection-title": self.series,
            "collection-number": str(self.number),
            "version": str(self.edition),
            "issued": {"date-parts": [[int(part) for part in self.date.split("-")]]},
            "language": self.language,
            "URL": self.address,
        }
        return msgspec.json.format(msgspec.json.encode([entry]), indent=2) + b"\n"


def citation(site: Site, edition: EditionMaterial) -> Citation:
    """Return the citation of an edition."""
    return Citation(
        desk=site.desk.name,
        title=edition.dispatch.title,
        series=edition.dispatch.series,
        number=edition.dispatch.number,
        edition=edition.edition.edition,
        date=edition.dispatch.date,
        address=addresses.absolute(site.settings.address, addresses.edition_folder(edition.edition)),
        language=edition.dispatch.language,
    )


def _tex(text: str) -> str:
    return text.translate(_TEX)
