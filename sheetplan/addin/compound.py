"""A compound file (MS-CFB): its streams by name, and the same file with other streams."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_ENTRY = 128
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109  # sectors of the allocation table that the header has room for
_PER_SECTOR = _SECTOR // 4


class Compound:
    """A compound file of the older kind, with sectors of 512 bytes.

    Attributes:
        streams: the contents by name; a project of VBA has no two of one name.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC) or struct.unpack_from("<H", data, 30) != (9,):
            raise ValueError(data[:8])
        self._data = data
        self._header = data[:_SECTOR]
        tables = struct.unpack_from("<109I", data, 76)
        self._next = list(_numbers(b"".join(self._sector(n) for n in tables if n < _FAT)))
        (start,) = struct.unpack_from("<I", data, 48)
        directory = self._chain(start)
        self._entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
        self.streams = dict(self._read())

    def _sector(self, number: int) -> bytes:
        return self._data[_SECTOR * (number + 1) : _SECTOR * (number + 2)]

    def _chain(self, number: int) -> bytes:
        parts = []
        while number < _FAT:
            parts.append(self._sector(number))
            number = self._next[number]
        return b"".join(parts)

    def _read(self) -> Iterator[tuple[str, bytes]]:
        root = next(one for one in self._entries if one[66] == _ROOT)
        small, (start,) = self._chain(_start(root)), struct.unpack_from("<I", self._data, 60)
        after = list(_numbers(self._chain(start)))
        for entry in self._entries:
            size, number = _size(entry), _start(entry)
            if entry[66] != _STREAM:
                continue
            if size >= _CUTOFF:
                yield _name(entry), self._chain(number)[:size]
                continue
            parts = []
            while number < _FAT:
                parts.append(small[_SMALL * number : _SMALL * (number + 1)])
                number = after[number]
            yield _name(entry), b"".join(parts)[:size]

    def with_streams(self, changed: Mapping[str, bytes]) -> bytes:
        """Write the file anew, with other contents in streams that it has; the same, the same."""
        if not changed.keys() <= self.streams.keys():
            raise KeyError(sorted(changed.keys() - self.streams.keys()))
        writer = _Writer(self._header, self._entries)
        return writer.written({**self.streams, **changed})


class _Writer:
    """Lays out sectors: large streams, small ones in one of their own, directory and tables."""

    def __init__(self, header: bytes, entries: Sequence[bytes]) -> None:
        self._header, self._entries = header, [bytearray(entry) for entry in entries]
        self._sectors: list[bytes] = []
        self._next: list[int] = []

    def written(self, streams: Mapping[str, bytes]) -> bytes:
        small = bytearray()
        after: list[int] = []
        for entry in self._entries:
            if entry[66] != _STREAM:
                continue
            data = streams[_name(entry)]
            if len(data) >= _CUTOFF:
                _place(entry, self._put(data), len(data))
                continue
            first, count = len(after), -(-len(data) // _SMALL)
            after += _linked(first, count)
            small += data.ljust(_SMALL * count, b"\0")
            _place(entry, first if count else _END, len(data))
        root = next(entry for entry in self._entries if entry[66] == _ROOT)
        _place(root, self._put(bytes(small)), len(small))
        table = self._put(_packed(after, _FREE))
        directory = self._put(b"".join(self._entries))
        return self._assembled(directory, table, -(-len(after) // _PER_SECTOR))

    def _put(self, data: bytes) -> int:
        """Add a chain of sectors and return its first; an empty one has none."""
        if not data:
            return _END
        first, count = len(self._sectors), -(-len(data) // _SECTOR)
        self._next += _linked(first, count)
        padded = data.ljust(_SECTOR * count, b"\0")
        self._sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
        return first

    def _assembled(self, directory: int, table: int, table_length: int) -> bytes:
        count = 1
        while (len(self._sectors) + count) > count * _PER_SECTOR:
            count += 1
        if count > _IN_HEADER:
            raise ValueError(count)
        places = [*range(len(self._sectors), len(self._sectors) + count)]
        allocation = _packed([*self._next, *[_FAT] * count], _FREE)
        header = bytearray(self._header)
        struct.pack_into("<3I", header, 40, 0, count, directory)
        struct.pack_into("<4I", header, 60, table, table_length, _END, 0)
        struct.pack_into("<109I", header, 76, *places, *[_FREE] * (_IN_HEADER - count))
        return bytes(header) + b"".join(self._sectors) + allocation


def _linked(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END] if count else []


def _packed(numbers: Sequence[int], rest: int) -> bytes:
    """Write a table of numbers as whole sectors."""
    short = -len(numbers) % _PER_SECTOR
    return struct.pack(f"<{len(numbers) + short}I", *numbers, *[rest] * short)


def _numbers(data: bytes) -> Iterator[int]:
    return (number for (number,) in struct.iter_unpack("<I", data))


def _name(entry: bytes | bytearray) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return bytes(entry[: max(length - 2, 0)]).decode("utf-16-le")


def _start(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 116)[0])


def _size(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 120)[0])


def _place(entry: bytearray, start: int, size: int) -> None:
    struct.pack_into("<IQ", entry, 116, start, size)
