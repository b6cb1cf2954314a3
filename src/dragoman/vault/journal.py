"""Write the ledger: a line, then the head, then its signature; and finish what a crash left of that.

The order of a commit: (1) the signature of the head as it stands is kept under its digest; (2) the new line,
which holds that digest among its seals, is appended: this is the commit point; (3) the head is replaced;
(4) the new head is signed. Whatever step a crash cut off can be told from the files, and `recover` does it.
"""

from dragoman.model.digest import canonical, of_bytes
from dragoman.model.errors import Damaged, VaultError
from dragoman.model.ledger import Entry, EntryKind
from dragoman.model.time import Instant
from dragoman.vault import ledger, signing, writes
from dragoman.vault.layout import Layout
from dragoman.vault.ledger import End, Tip
from dragoman.vault.signing import Signer


class Journal:
    """Append to one store's ledger; every method must be called under the store's lock."""

    def __init__(self, layout: Layout, signer: Signer | None) -> None:
        self._layout = layout
        self._signer = signer

    def recover(self, *, judge: bool = True) -> End:
        """Finish or cut what an interrupted write left, and return how the ledger ends; raise Damaged.

        With `judge`, a signature that does not fit the head is refused before anything is built on it.
        """
        end = ledger.read_end(self._layout.ledger, ledger.read_head(self._layout.head))
        self._check_signer()
        if end.torn:
            writes.cut(self._layout.ledger, end.tip.size)
        if end.ahead is not None:
            writes.flush_file(self._layout.ledger)
            self._set_head(ledger.after(end.tip, ledger.line_of(end.ahead)), end.ahead)
        else:
            self._sign_where_due(end.tip, end.entry)
        end = ledger.read_end(self._layout.ledger, ledger.read_head(self._layout.head))
        if judge:
            self._judge(end.tip)
        return end

    def append(self, what: EntryKind, record: str, at: Instant) -> Entry:
        """Commit one line that names `record`, and return it; the line that says the same last is enough."""
        end = ledger.read_end(self._layout.ledger, ledger.read_head(self._layout.head))
        if end.entry is not None and (end.entry.what, end.entry.record) == (what, record):
            return end.entry
        entry = Entry(end.tip.count + 1, end.tip.last, at, what, record, self._keep_signature())
        line = ledger.line_of(entry)
        writes.append(self._layout.ledger, line + b"\n")
        self._set_head(ledger.after(end.tip, line), entry)
        return entry

    def _check_signer(self) -> None:
        if self._signer is None and self._layout.signature.exists():
            raise VaultError(
                "this store's ledger is signed, and no key was given to sign with",
                place=str(self._layout.signature),
                hint="set desk.signing_key and desk.signer in dragoman.toml",
            )

    def _keep_signature(self) -> tuple[str, ...]:
        if not self._layout.signature.exists():
            return ()
        data = self._layout.signature.read_bytes()
        digest = of_bytes(data)
        writes.folder(self._layout.signatures)
        if not self._layout.former_signature(digest).exists():
            writes.place(self._layout.former_signature(digest), data, tmp=self._layout.tmp)
        return (digest,)

    def _set_head(self, tip: Tip, entry: Entry) -> None:
        writes.place(self._layout.head, canonical(tip.head), tmp=self._layout.tmp, mode=0o644)
        self._sign_where_due(tip, entry)

    def _sign_where_due(self, tip: Tip, entry: Entry | None) -> None:
        if self._signer is None:
            return
        if not self._layout.signature.exists() or is_former(self._layout, entry):
            signature = self._signer.sign(canonical(tip.head))
            writes.place(self._layout.signature, signature, tmp=self._layout.tmp, mode=0o644)

    def _judge(self, tip: Tip) -> None:
        if self._signer is not None and not signing.fits(canonical(tip.head), self._layout.signature):
            raise Damaged(
                "the signature of the ledger's head does not fit it",
                place=str(self._layout.signature),
                hint="bring both back from a copy, or run dragoman rebuild, which sets the signature aside",
            )


def is_former(layout: Layout, entry: Entry | None) -> bool:
    """Tell whether the signature beside the head is that of the head before: its own line has sealed it."""
    return entry is not None and of_bytes(layout.signature.read_bytes()) in entry.seals
