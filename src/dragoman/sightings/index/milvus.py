"""The index of pictures in a Milvus server, for archives that outgrow a machine, as a PictureIndex.

Exact with BIN_FLAT, which is what is made where `lists` is 0; else BIN_IVF_FLAT, which may miss some. The server
is the operator's, at an address that is given; nothing else is connected to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from dragoman.model.errors import EngineError, EngineMissing
from dragoman.sightings.index.ids import first_id
from dragoman.sightings.index.nearest import best, joined, within
from dragoman.sightings.index.protocol import Hits

if TYPE_CHECKING:
    from pymilvus import MilvusClient

_BITS = 256
_ASKED = 256
_ADDED = 10_000
_MOST_HITS = 16_384
_ROOM = 16
_METRIC = "HAMMING"


class MilvusPictures:
    """Find the nearest hashes among those of one collection of a server."""

    def __init__(self, client: "MilvusClient", address: str, collection: str, *, probes: int) -> None:
        self._client = client
        self._address = address
        self._collection = collection
        self._asked = {"metric_type": _METRIC, "params": {"nprobe": probes} if probes else {}}

    @classmethod
    def connect(cls, address: str, collection: str, *, lists: int = 0, probes: int = 0) -> Self:
        """Connect to the server at `address` (`http://host:19530`); the collection is made where it is not.

        `lists` centres, of which a search looks at `probes`, hold when the collection is made. Raise
        EngineMissing where pymilvus is not installed, EngineError where the server does not answer.
        """
        client = _client(address)
        index = cls(client, address, collection, probes=probes if lists else 0)
        with index._named():
            if not client.has_collection(collection):
                _create(client, collection, lists)
            client.load_collection(collection)
        return index

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def add(self, ids: NDArray[np.int64], hashes: NDArray[np.uint8]) -> None:
        """Take rows in; they are durable as far as the server's log is."""
        for at in range(0, len(ids), _ADDED):
            rows = zip(ids[at : at + _ADDED].tolist(), hashes[at : at + _ADDED], strict=True)
            with self._named():
                self._client.insert(self._collection, [{"id": id_, "hash": one.tobytes()} for id_, one in rows])

    def search(self, hashes: NDArray[np.uint8], k: int, most: int) -> Hits:
        """Return the `k` nearest rows for each of `hashes`, at `most` bits or less."""
        return joined(
            best(self._nearest(hashes[at : at + _ASKED], k, most), k, first=at) for at in range(0, len(hashes), _ASKED)
        )

    def delete(self, number: int) -> int:
        """Take out every row of the item with that number; return how many there were."""
        its_own = f"id >= {first_id(number)} && id < {first_id(number + 1)}"
        with self._named():
            count = self._client.query(self._collection, filter=its_own, output_fields=["count(*)"])[0]["count(*)"]
            if count:
                self._client.delete(self._collection, filter=its_own)
        return int(count)

    def export(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.uint8]]]:
        """Yield every row in blocks of ids and hashes."""
        with self._named():
            pages = self._client.query_iterator(
                self._collection, filter="id >= 0", output_fields=["id", "hash"], batch_size=_ADDED
            )
            while rows := pages.next():
                hashes = np.frombuffer(b"".join(row["hash"][0] for row in rows), np.uint8)
                yield np.array([row["id"] for row in rows], np.int64), hashes.reshape(-1, _BITS // 8)
            pages.close()

    def _nearest(self, hashes: NDArray[np.uint8], k: int, most: int) -> Hits:
        """Ask for more than `k`, and for more again, until no row at the distance of the last can have been left out.

        Of rows at one distance the server returns any.
        """
        limit = min(k + _ROOM, _MOST_HITS)
        distances, ids = self._asked_for(hashes, limit)
        while limit < _MOST_HITS and np.any((distances[:, -1] <= most) & (distances[:, k - 1] == distances[:, -1])):
            limit = min(limit * 4, _MOST_HITS)
            distances, ids = self._asked_for(hashes, limit)
        places = np.where(ids < 0, -1, np.arange(ids.size).reshape(ids.shape))
        return within(distances, places, ids.ravel(), most)

    def _asked_for(self, hashes: NDArray[np.uint8], limit: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return distances and ids, one row for each hash; where there are fewer than `limit`, -1 and past all bits."""
        distances = np.full((len(hashes), limit), _BITS + 1, np.int32)
        ids = np.full((len(hashes), limit), -1, np.int64)
        with self._named():
            found = self._client.search(
                self._collection, [one.tobytes() for one in hashes], limit=limit, search_params=self._asked
            )
        for row, hits in enumerate(found):
            distances[row, : len(hits)] = [int(hit["distance"]) for hit in hits]
            ids[row, : len(hits)] = [hit["id"] for hit in hits]
        return distances, ids

    @contextmanager
    def _named(self) -> Iterator[None]:
        from pymilvus import MilvusException

        try:
            yield
        except MilvusException as error:
            raise _refused(self._address, error) from error


def _client(address: str) -> "MilvusClient":
    try:
        from pymilvus import MilvusClient, MilvusException
    except ImportError as error:
        raise EngineMissing(
            "pymilvus is not installed",
            place=address,
            hint="pip install 'dragoman[milvus]', or keep the index in files",
        ) from error
    try:
        return MilvusClient(uri=address)
    except MilvusException as error:
        raise _refused(address, error) from error


def _create(client: Any, collection: str, lists: int) -> None:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("hash", DataType.BINARY_VECTOR, dim=_BITS)
    index = client.prepare_index_params()
    kind, how = ("BIN_IVF_FLAT", {"nlist": lists}) if lists else ("BIN_FLAT", {})
    index.add_index("hash", index_type=kind, metric_type=_METRIC, params=how)
    client.create_collection(collection, schema=schema, index_params=index, consistency_level="Strong")


def _refused(address: str, error: Exception) -> EngineError:
    reason = str(error).splitlines()[0]
    return EngineError(f"the Milvus server did not do what it was asked: {reason}", place=address)
