#!/usr/bin/env python3
"""Verifies everything of QuStream blocks but their signatures: a second implementation of docs/qustream-block.md.

usage: qustream_reference.py FILE     verify a file of blocks; prints what it holds, or the place where it breaks
       qustream_reference.py          check the vectors beside this file
"""
import hashlib
import json
import pathlib
import re
import sys

SIGNATURE, MOST, COUNT, TIME = 3373, 262_144, 2**53 - 1, 253_402_300_799_999
KINDS = ["GENESIS", "PUBLIC", "PRIVATE-MANIFEST", "FAILURE", "SKIP", "RECALL"]


class Bad(Exception):
    def __init__(self, field, at):
        super().__init__(f"byte {at}: {field}")


def tagged(tag, *parts):
    return hashlib.sha512(bytes([len(tag)]) + tag.encode() + b"".join(parts)).digest()


class Reader:
    def __init__(self, data, at, end):
        self.data, self.at, self.end = data, at, end

    def raw(self, field, length, begin=None):
        if self.end - self.at < length:
            raise Bad(field, self.at if begin is None else begin)
        self.at += length
        return self.data[self.at - length : self.at]

    def number(self, field, length, least=0, most=None):
        begin = self.at
        value = int.from_bytes(self.raw(field, length), "big", signed=length == 8)
        if value < least or (most is not None and value > most):
            raise Bad(field, begin)
        return value

    def text(self, field, width, least, most, pattern=None):
        begin = self.at
        text = self.raw(field, self.number(field, width, least, most), begin)
        if any(c < 0x20 or c > 0x7E for c in text):
            raise Bad(field, begin)
        if pattern and not re.fullmatch(pattern, text.decode()):
            raise Bad(field, begin)
        return text.decode()

    def name(self):
        begin = self.at
        server = self.raw("server", 32, begin) if self.number("server", 1, 0, 1) else b""
        return server, self.text("device", 1, 1, 32, "[a-z][a-z0-9-]*")

    def device(self):
        server, name = self.name()
        serial, firmware = self.raw("serial hash", 32), self.raw("firmware hash", 32)
        return server, name.encode(), serial, firmware, self.number("provenance", 1, 0, 5)

    def window(self):
        number = self.number("window", 8, 0, COUNT)
        digest = self.raw("window digest", 64)
        self.number("window recalled", 1, 0, 1)
        for field in ("samples", "longest run", "run cutoff", "highest proportion", "proportion cutoff", "raw bytes"):
            self.number(field, 4, 0, 2**31 - 1)
        self.number("min-entropy", 4, 0, 8_000_000)
        self.number("conditioning", 1, 1, 3)
        self.number("construction", 1, 1, 2)
        self.number("degraded", 1, 0, 1)
        self.number("started", 8, 0, TIME)
        self.number("ended", 8, 0, TIME)
        return number, digest


def genesis(r, block):
    block["keys"] = r.raw("keys", 1984)
    block["slot ms"] = 1000 * r.number("slot length", 4, 1, 86_400)
    if r.number("binding", 1, 0, 1):
        r.text("network", 1, 1, 64)
        r.raw("node", 32)
        begin = r.at
        r.raw("certificate", r.number("certificate", 2, 1, 16_384), begin)
        r.raw("binding signature", SIGNATURE)


def public(r, block):
    block["local"], block["before"], block["value"] = (
        r.raw("local random", 64), r.raw("previous value", 64), r.raw("value", 64))
    for _ in range(r.number("origins", 1, 1, 16)):
        r.device()
        r.window()


def manifest(r, block):
    r.number("unlisted", 4)
    devices, windows = [], []
    for _ in range(r.number("devices", 1, 0, 64)):
        begin = r.at
        devices.append(r.device())
        r.number("discarded", 4)
        if len(devices) > 1 and devices[-2] >= devices[-1]:
            raise Bad("device", begin)
    for _ in range(r.number("windows", 2, 0, 1_000)):
        begin = r.at
        index = r.number("window's device", 1, 0, len(devices) - 1)
        windows.append((index,) + r.window())
        if len(windows) > 1 and windows[-2] >= windows[-1]:
            raise Bad("window", begin)


def failure(r, block):
    r.device()
    clean = r.number("last clean window", 8, -1, COUNT)
    r.number("window", 8, max(0, clean), COUNT)
    r.text("code", 1, 1, 32, "QG-[A-Z]{3}-[0-9]{4}")
    r.text("cause", 2, 0, 500)


def skip(r, block):
    block["slots"] = r.number("slots", 4, 1)
    r.number("reason", 1, 1, 4)


def recall(r, block):
    r.text("code", 1, 1, 32, "QG-[A-Z]{3}-[0-9]{4}")
    r.text("reason", 2, 0, 500)
    r.number("pending", 1, 0, 1)
    for _ in range(r.number("window ranges", 2, 0, 256)):
        r.name()
        r.number("to window", 8, r.number("from window", 8, 0, COUNT), COUNT)
    least = 0
    for _ in range(r.number("block ranges", 2, 0, 256)):
        start = r.number("from block", 8, least, block["sequence"] - 1)
        least = r.number("to block", 8, start, block["sequence"] - 1) + 2


def decode(data):
    r = Reader(data, 10, len(data) - SIGNATURE)
    block = {"kind": KINDS[data[5]], "body": data[:-SIGNATURE], "slots": 1}
    first = block["kind"] == "GENESIS"
    block["stream"] = r.raw("stream", 32)
    block["sequence"] = r.number("sequence", 8, 0 if first else 1, 0 if first else COUNT)
    block["previous"] = r.raw("previous", 64)
    if first and block["previous"] != bytes(64):
        raise Bad("previous", 50)
    block["slot"] = r.number("slot", 8, 0, TIME)
    block["made"] = r.number("made", 8, 0, TIME)
    block["commitment"] = r.raw("commitment", 64)
    [genesis, public, manifest, failure, skip, recall][data[5]](r, block)
    if r.at != r.end:
        raise Bad("end", r.at)
    return block


def blocks(data):
    at = 0
    while at < len(data):
        r = Reader(data, at, len(data))
        try:
            if r.raw("magic", 4) != b"QGSB":
                raise Bad("magic", at)
            r.number("version", 1, 1, 1)
            r.number("kind", 1, 0, 5)
            length = r.number("length", 4, 194 + SIGNATURE, MOST)
        except Bad as bad:
            field, begin = str(bad).split(": ")[1], int(str(bad).split(" ")[1][:-1])
            raise Bad(field, begin - at) from None
        if at + length > len(data):
            raise Bad("length", 6)
        yield data[at : at + length]
        at += length


def check(wrong, field, at):
    if wrong:
        raise Bad(field, at)


class Chain:
    def __init__(self):
        self.last = None

    def begin(self, b):
        check(b["kind"] != "GENESIS", "kind", 5)
        check(b["stream"] != tagged("qgate 1 qustream stream", b["keys"])[:32], "stream", 10)
        self.slot_ms, self.covered, self.value = b["slot ms"], b["slot"], bytes(64)
        check(b["slot"] % self.slot_ms, "slot", 114)
        check(b["made"] < b["slot"], "made", 122)

    def follow(self, b):
        joins = self.last["kind"] == "GENESIS" and b["sequence"] > 1
        check(b["stream"] != self.last["stream"], "stream", 10)
        check(not joins and b["sequence"] != self.last["sequence"] + 1, "sequence", 42)
        check(not joins and b["previous"] != tagged("qgate 1 qustream body", self.last["body"]), "previous", 50)
        covers = b["kind"] in ("PUBLIC", "SKIP")
        check(b["slot"] % self.slot_ms, "slot", 114)
        expected = self.covered + (self.slot_ms if covers else 0)
        check(b["slot"] < self.covered if joins else b["slot"] != expected, "slot", 114)
        end = b["slot"] + (b["slots"] - 1) * self.slot_ms
        late = b["kind"] == "PUBLIC" and b["made"] >= end + self.slot_ms
        check(b["made"] < self.last["made"] or b["made"] < end or late, "made", 122)
        if b["kind"] == "PUBLIC":
            self.public(b, joins)
        else:
            check(not joins and b["commitment"] != self.last["commitment"], "commitment", 130)
            self.value = None if joins else self.value
        self.covered = end if covers or joins else self.covered

    def public(self, b, joins):
        opened = tagged("qgate 1 qustream commitment", b["stream"], b["local"])
        check(not joins and opened != self.last["commitment"], "local random", 194)
        check(opened == b["commitment"], "commitment", 130)
        check(not joins and self.value is not None and b["before"] != self.value, "previous value", 258)
        value = tagged("qgate 1 qustream value", b["stream"], b["before"], b["local"])
        check(b["value"] != value, "value", 322)
        self.value = b["value"]

    def next(self, data):
        b = decode(data)
        self.follow(b) if self.last else self.begin(b)
        self.last = b


def verify(data):
    """Returns the number of blocks, the digest of the last and the place where it breaks, or None."""
    chain, number = Chain(), 0
    try:
        for each in blocks(data):
            chain.next(each)
            number += 1
    except Bad as bad:
        return number, None, f"block {number}, {bad}"
    if not number:
        return 0, None, "block 0, byte 0: magic"
    return number, tagged("qgate 1 qustream body", chain.last["body"]).hex(), None


def vectors(folder):
    index = json.loads((folder / "index.json").read_text())
    chain = (folder / "chain.qgb").read_bytes()
    assert verify(chain) == (index["blocks"], index["head"], None), verify(chain)
    signatures = 0
    for each in index["refused"]:
        middle = bytes.fromhex(each["middle"]) if "middle" in each else (folder / each["file"]).read_bytes()
        found = verify(chain[: each["head"]] + middle + chain[len(chain) - each["tail"] :])[2]
        if each["place"].endswith(": signature"):
            # Whoever checks no signature may see nothing, or that the next block does not follow.
            signatures += 1
        else:
            assert found == each["place"], (each["name"], found)
    print(f"{len(index['refused']) - signatures} places of {len(index['refused'])}; {signatures} need signatures")


if __name__ == "__main__":
    if len(sys.argv) == 1:
        vectors(pathlib.Path(__file__).parent / "qustream")
    else:
        count, head, place = verify(pathlib.Path(sys.argv[1]).read_bytes())
        print(place or f"{count} blocks, head {head}; signatures were not checked")
        sys.exit(3 if place else 0)
