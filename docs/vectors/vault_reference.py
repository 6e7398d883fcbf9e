#!/usr/bin/env python3
"""Reads vault.json by docs/vault.md alone, with none of QGate's code.

Needs Debian's python3-cryptography (run with the system's python3); Argon2id is checked where that library has it.
"""
import hashlib
import hmac
import json
import pathlib
import struct
import sys

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap_with_padding

try:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
except ImportError:
    Argon2id = None


def expand(key, info):
    """One block of HKDF-Expand: 32 bytes."""
    return hmac.digest(key, info + b"\x01", "sha256")


def xaes_open(key, nonce, sealed, associated):
    ecb = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    doubled = int.from_bytes(ecb.update(bytes(16)), "big") << 1
    if doubled >> 128:
        doubled = doubled & ((1 << 128) - 1) ^ 0x87
    derived = b""
    for counter in (1, 2):
        message = bytes([0, counter, 0x58, 0]) + nonce[:12]
        derived += ecb.update((int.from_bytes(message, "big") ^ doubled).to_bytes(16, "big"))
    return AESGCM(derived).decrypt(nonce[12:], sealed, associated)


def read_key_file(content):
    assert content[:10] == b"QGATEKEY\x00\x01" and len(content) == 74
    assert hashlib.sha256(content[:58]).digest()[:16] == content[58:]
    return content[10:26], content[26:58]


def read_header(content):
    assert content[:10] == b"QGVAULT\n\x00\x01"
    assert hashlib.sha256(content[:-32]).digest() == content[-32:]
    vault, revision, created = content[10:26], *struct.unpack_from(">qq", content, 26)
    at, slots, epochs = 43, [], {}
    for _ in range(content[42]):
        kind, name, stretched, memory, passes, lanes, salt, wrapped = struct.unpack_from(">B16sBIIB32s40s", content, at)
        slots.append((kind, name, (memory, passes, lanes) if stretched else None, salt, wrapped))
        at += 99
    (count,) = struct.unpack_from(">H", content, at)
    at += 2
    for _ in range(count):
        number, _, wrapped = struct.unpack_from(">qq40s", content, at)
        epochs[number] = wrapped
        at += 56
    assert at == len(content) - 64 and revision == count and created > 0
    return vault, slots, epochs, content[:at], content[at:at + 32]


def open_slot(vault, slot, name, secret, passphrase):
    kind, slot_name, stretching, salt, wrapped = slot
    assert slot_name == name
    stretched = b""
    if stretching:
        memory, passes, lanes = stretching
        stretched = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(passphrase)
    extracted = hmac.digest(salt, secret + stretched, "sha256")
    key = expand(extracted, b"qgate 1 vault slot" + vault + name + bytes([kind - 1]))
    return aes_key_unwrap_with_padding(key, wrapped)


def check(vectors):
    vault, slots, epochs, body, mac = read_header(bytes.fromhex(vectors["header"]))
    name, secret = read_key_file(bytes.fromhex(vectors["recovery_file"]))
    kek = open_slot(vault, next(slot for slot in slots if slot[0] == 2), name, secret, b"")
    if Argon2id:
        name, secret = read_key_file(bytes.fromhex(vectors["key_file"]))
        assert kek == open_slot(vault, next(s for s in slots if s[0] == 1), name, secret, vectors["passphrase"].encode())
    assert hmac.digest(expand(kek, b"qgate 1 vault header"), body, "sha256") == mac

    def derive(label, value):
        name = value["map"].encode()
        place = vault + struct.pack(">qH", value["epoch"], len(name)) + name
        key = aes_key_unwrap_with_padding(kek, epochs[value["epoch"]])
        return expand(hmac.digest(vault, key, "sha256"), label + place), label + place

    for value in vectors["values"]:
        key, place = derive(b"qgate 1 vault value", value)
        sealed = bytes.fromhex(value["sealed"])
        text = xaes_open(key, sealed[:24], sealed[24:], place + bytes.fromhex(value["position"]))
        assert text.hex() == value["text"]
    for value in vectors["macs"]:
        key, _ = derive(b"qgate 1 vault mac", value)
        context = bytes.fromhex(value["context"])
        made = hmac.digest(key, struct.pack(">H", len(context)) + context + bytes.fromhex(value["text"]), "sha256")
        assert made.hex() == value["mac"]

    anchor = bytes.fromhex(vectors["anchor"]["file"])
    assert anchor[:10] == b"QGANCHOR\x00\x01"
    name, secret = read_key_file(bytes.fromhex(vectors["key_file"]))
    key = expand(hmac.digest(vault, secret, "sha256"), b"qgate 1 vault anchor")
    plain = xaes_open(key, anchor[10:34], anchor[34:], b"qgate 1 vault anchor" + vault + name)
    store = bytes.fromhex(vectors["anchor"]["store"])
    expected = struct.pack(">qqH", vectors["anchor"]["revision"], vectors["wall_ms"], len(store)) + store
    assert plain == expected


if __name__ == "__main__":
    check(json.loads((pathlib.Path(__file__).parent / "vault.json").read_text(encoding="utf-8")))
    print("vault.json: right" + ("" if Argon2id else " (Argon2id not checked: this library has none)"))
    sys.exit(0)
