"""Take system calls away from the child that decoding never needs: no sockets, no programs, no tracing.

A classic BPF program, as seccomp(2) describes: refused calls fail with EPERM, so that a decoder that a
file has taken over can neither call home nor start anything, with bubblewrap or without.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from pathlib import Path

_ACTIONS = Path("/proc/sys/kernel/seccomp/actions_avail")

# linux/audit.h, and asm/unistd.h of each machine; numbers from 424 on are the same everywhere.
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_REFUSED: dict[str, dict[str, int]] = {
    "x86_64": {
        **{"socket": 41, "connect": 42, "accept": 43, "sendto": 44, "bind": 49, "listen": 50, "socketpair": 53},
        **{"execve": 59, "execveat": 322, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311},
        **{"mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "unshare": 272, "setns": 308},
        **{"add_key": 248, "request_key": 249, "keyctl": 250, "bpf": 321, "userfaultfd": 323, "perf_event_open": 298},
        **{"init_module": 175, "finit_module": 313, "kexec_load": 246, "open_by_handle_at": 304},
    },
    "aarch64": {
        **{"socket": 198, "connect": 203, "accept": 202, "sendto": 206, "bind": 200, "listen": 201, "socketpair": 199},
        **{"execve": 221, "execveat": 281, "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271},
        **{"mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "unshare": 97, "setns": 268},
        **{"add_key": 217, "request_key": 218, "keyctl": 219, "bpf": 280, "userfaultfd": 282, "perf_event_open": 241},
        **{"init_module": 105, "finit_module": 273, "kexec_load": 104, "open_by_handle_at": 265},
    },
}
_REFUSED_EVERYWHERE = {"io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "mount_setattr": 442}
# Calls of the x32 interface have this bit set and would slip past the numbers above.
_X32 = 0x40000000

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000 | errno.EPERM
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4


def available() -> bool:
    """Tell whether this machine and its kernel can filter system calls."""
    return sys.platform == "linux" and platform.machine() in _ARCHITECTURES and _ACTIONS.exists()


def apply() -> None:
    """Filter this process and all its threads from here on, for good; raise OSError when the kernel refuses."""
    program = _program(platform.machine())
    instructions = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the count of instructions, padding, and a pointer to them.
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    filter_at = ctypes.create_string_buffer(header, len(header))
    pointer = ctypes.addressof(filter_at)
    for arguments in ((_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (_PR_SET_SECCOMP, _FILTER_MODE, pointer, 0, 0)):
        if libc.prctl(*map(ctypes.c_ulong, arguments)) != 0:
            number = ctypes.get_errno()
            raise OSError(number, f"seccomp: {os.strerror(number)}")


def _program(machine: str) -> bytes:
    """Return the filter: an instruction is its code, how far to jump if true and if false, and a value."""
    numbers = sorted({*_REFUSED[machine].values(), *_REFUSED_EVERYWHERE.values()})
    count = len(numbers)
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 0, count + 3, _ARCHITECTURES[machine]),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_AT_LEAST, count + 1, 0, _X32),
        *((_JUMP_EQUAL, count - at, 0, number) for at, number in enumerate(numbers)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _FAIL),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
