"""A Milvus server for the tests, with a network of its own: its ports are open to this process and nobody else."""

import ctypes
import fcntl
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NEW_NETWORK = 0x40000000
_SET_FLAGS, _UP = 0x8914, 0x41
_PARTS = ("rootCoord", "proxy", "queryCoord", "queryNode", "indexNode", "dataCoord", "dataNode")


@contextmanager
def milvus(folder: Path) -> Iterator[str]:
    """Run a server with its data in `folder`, and yield its address; skip where it cannot run.

    What it unpacks of itself, 250 MB, is kept in the user's cache.
    """
    server = pytest.importorskip("milvus", reason="needs the packages milvus and pymilvus")
    pytest.importorskip("pymilvus", reason="needs the packages milvus and pymilvus")
    unpacked = Path.home() / ".cache" / "dragoman-tests" / f"milvus-{server.__version__}"
    unpacked.mkdir(parents=True, exist_ok=True)
    (folder / "bin").symlink_to(unpacked)
    with _own_network():
        running = server.MilvusServer(data_dir=str(folder))
        for part in _PARTS:
            running.config.set(f"{part}.ip", "127.0.0.1")
        running.start()
        try:
            yield f"http://127.0.0.1:{running.listen_port}"
        finally:
            running.stop()


@contextmanager
def _own_network() -> Iterator[None]:
    """Move this thread, and what it starts, to a network with nothing but a loopback; and back."""
    system = ctypes.CDLL(None, use_errno=True)
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        if system.unshare(_NEW_NETWORK):
            pytest.skip("Milvus opens its ports to all: its test needs the right to make a network of its own")
        try:
            with socket.socket() as any_socket:
                fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))
            yield
        finally:
            system.setns(before, _NEW_NETWORK)
    finally:
        os.close(before)
