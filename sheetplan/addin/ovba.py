"""How VBA source is packed (MS-OVBA 2.4.1): chunks of 4 096 bytes that refer back."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_CHUNK = 4096
_SIGNATURE, _PACKED = 0b011 << 12, 1 << 15
_SHORTEST = 3


def unpack(data: bytes) -> bytes:
    """Unpack a container.

    Raises:
        ValueError: it is not one.
    """
    if not data.startswith(b"\x01"):
        raise ValueError(data[:1])
    out = bytearray()
    at = 1
    while at < len(data):
        (head,) = struct.unpack_from("<H", data, at)
        end = at + (head & 0xFFF) + 3
        if head & 0x7000 != _SIGNATURE:
            raise ValueError(head)
        part = data[at + 2 : end]
        out += _unpacked(part) if head & _PACKED else part
        at = end
    return bytes(out)


def _unpacked(part: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(part):
        flags, at = part[at], at + 1
        for bit in range(8):
            if at >= len(part):
                break
            if not flags >> bit & 1:
                out.append(part[at])
                at += 1
                continue
            (token,) = struct.unpack_from("<H", part, at)
            at += 2
            bits = _length_bits(len(out))
            back, length = (token >> bits) + 1, (token & (1 << bits) - 1) + _SHORTEST
            for _ in range(length):
                out.append(out[-back])
    return bytes(out)


def pack(data: bytes) -> bytes:
    """Pack bytes into a container; the same bytes, the same container."""
    chunks = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    return b"\x01" + b"".join(map(_packed_chunk, chunks))


def _packed_chunk(chunk: bytes) -> bytes:
    packed = b"".join(_groups(list(_tokens(chunk))))
    if len(packed) > _CHUNK:  # noise, which a text is not
        return struct.pack("<H", _CHUNK - 1 | _SIGNATURE) + chunk.ljust(_CHUNK, b"\0")
    return struct.pack("<H", len(packed) - 1 | _SIGNATURE | _PACKED) + packed


def _groups(tokens: list[bytes]) -> Iterator[bytes]:
    """Put eight tokens after a byte that says which of them refer back."""
    for start in range(0, len(tokens), 8):
        group = tokens[start : start + 8]
        yield bytes([sum(1 << bit for bit, token in enumerate(group) if len(token) > 1)])
        yield from group


def _tokens(chunk: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(chunk):
        back, length = _longest(chunk, at)
        if length < _SHORTEST:
            yield chunk[at : at + 1]
            at += 1
            continue
        bits = _length_bits(at)
        yield struct.pack("<H", back - 1 << bits | length - _SHORTEST)
        at += length


def _longest(chunk: bytes, at: int) -> tuple[int, int]:
    """Return how far back the longest piece that stands here has stood before, and its length."""
    most = (1 << _length_bits(at)) - 1 + _SHORTEST
    best, where = _SHORTEST - 1, 0
    while best < most and at + best < len(chunk):
        found = chunk.rfind(chunk[at : at + best + 1], 0, at + best)
        if found < 0 or found >= at:
            break
        best, where = best + 1, at - found
        while best < most and at + best < len(chunk) and chunk[found + best] == chunk[at + best]:
            best += 1
    return where, best if where else 0


def _length_bits(done: int) -> int:
    """Return how many of a reference's sixteen bits tell the length, after so many bytes."""
    return 16 - max(4, (done - 1).bit_length())
