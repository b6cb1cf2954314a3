"""The limits that the child puts on itself before it reads a byte of footage."""

import resource

FILE_BYTES = 16_000_000_000
OPEN_FILES = 64
# Past the soft limit the kernel sends SIGXCPU, past the hard one SIGKILL.
_GRACE_SECONDS = 5


def apply(max_memory: int, max_cpu: int) -> None:
    """Limit this process: address space in bytes, processor time in seconds, file size, open files, no core dump."""
    for kind, soft, hard in (
        (resource.RLIMIT_AS, max_memory, max_memory),
        (resource.RLIMIT_CPU, max_cpu, max_cpu + _GRACE_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _lower(kind, soft, hard)


def _lower(kind: int, soft: int, hard: int) -> None:
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))
