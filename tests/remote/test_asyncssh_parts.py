"""The parts of AsyncSSH that it promises nobody, and that `screens/remote` needs: a version without one is named here.

Three files look inside AsyncSSH, each says why at its top. Whoever widens the bound in pyproject.toml runs tests/remote
with the newest version that it lets in; this test is the first to say what is amiss. The bound begins with 2.24.1: 2.23
does not know mlkem768x25519 by itself, and 2.24.0 hangs up on whoever asks for a channel before it has answered who may
come in (`test_limits.py`), and takes packets of any length.
"""

import ast
import asyncio
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest.mock import patch

import asyncssh
import pytest
from asyncssh.channel import SSHServerChannel
from asyncssh.connection import SSHServerConnection
from asyncssh.encryption import get_encryption

from screens import remote
from screens.remote.key_exchange import POST_QUANTUM, SNTRUP

ROOM = Path(remote.__file__).parent
CIPHER = b"aes256-gcm@openssh.com"
PARTS = {
    "refusing": {
        "a connection": "_channels _cleanup _loop _transport process_packet reload_config send_userauth_failure",
        "a channel": """
            _close_send _conn _env _process_auth_agent_req_at_openssh_dot_com_request _process_env_request
            _process_pty_req_request _process_subsystem_request _process_x11_req_request _send_buf_len""",
        "a packet": "check_end get_bytes get_consumed_payload get_remaining_payload get_string",
    },
    "fastpath": {
        "a connection": """
            _client_kexinit _compressor _extra _keepalive_count _keepalive_timer_callback _kex_complete _rekey_bytes
            _rekey_bytes_sent _rekey_time _send_encryption _send_seq _server_kexinit _set_keepalive_timer _transport""",
        "a channel": "_conn _send_buf _send_buf_len _send_chan _send_pktsize _send_state _send_window",
        "an encryption": "_cipher",
        "a cipher": "_iv _key",
    },
    "key_exchange": {},
}
"""What each file needs of which object."""
IMPORTED = {
    "refusing": {
        "asyncssh.channel": "SSHServerChannel",
        "asyncssh.connection": "SSHServerConnection",
        "asyncssh.constants": "MSG_USERAUTH_REQUEST",
        "asyncssh.packet": "SSHPacket String",
        "asyncssh.saslprep": "SASLPrepError saslprep",
    },
    "fastpath": {"asyncssh.encryption": "GCMEncryption"},
    "key_exchange": {
        "asyncssh.crypto": "Curve25519DH",
        "asyncssh.kex": "get_kex_algs register_kex_alg",
        "asyncssh.kex_dh": "_KexHybridECDH",
    },
}
"""What each file imports that `asyncssh` itself does not offer."""


async def _objects() -> dict[str, Any]:
    """One of each of AsyncSSH's objects that are looked into, as a server has them."""
    loop = asyncio.get_running_loop()
    options = asyncssh.SSHServerConnectionOptions(server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")])
    connection = SSHServerConnection(loop, options)
    with patch.object(connection, "add_channel", return_value=0):  # nobody has come
        channel: SSHServerChannel[bytes] = SSHServerChannel(
            connection, loop, True, False, False, 0, 0, None, "strict", 65536, 32768
        )
    encryption: Any = get_encryption(CIPHER, bytes(32), bytes(12), b"", b"", False)
    packet = import_module("asyncssh.packet").SSHPacket(b"")
    cipher = encryption._cipher if hasattr(encryption, "_cipher") else None
    return {
        "a connection": connection,
        "a channel": channel,
        "a packet": packet,
        "an encryption": encryption,
        "a cipher": cipher,
    }


@pytest.mark.parametrize("file", PARTS)
def test_asyncssh_has_every_part_that_a_file_looks_into(file: str) -> None:
    there = asyncio.run(_objects())
    for owner, names in PARTS[file].items():
        missing = [name for name in names.split() if not hasattr(there[owner], name)]
        assert not missing, _said(file, f"{owner} with {', '.join(missing)}")
    for module, names in IMPORTED[file].items():
        missing = [name for name in names.split() if not hasattr(import_module(module), name)]
        assert not missing, _said(file, f"{', '.join(missing)} in {module}")


def test_asyncssh_agrees_on_keys_as_a_server_offers_them() -> None:
    known = {name.decode() for name in import_module("asyncssh.kex").get_kex_algs()}
    missing = [name for name in POST_QUANTUM if name not in known and name not in SNTRUP]
    assert not missing, _said("key_exchange", f"{', '.join(missing)} by itself")


def _said(file: str, what: str) -> str:
    return f"AsyncSSH {version('asyncssh')} has not {what}, which screens/remote/{file}.py needs; see why at its top"


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _names(tree: ast.AST) -> set[str]:
    """The private names of attributes and methods in a file."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.FunctionDef)]
    names = {node.attr if isinstance(node, ast.Attribute) else node.name for node in nodes}
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def _own(tree: ast.AST) -> set[str]:
    """Those that it has made itself: assigned where an object begins, or functions of its own."""
    begun = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "__init__"]
    stored = {
        node.attr
        for beginning in begun
        for node in ast.walk(beginning)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    bases = (SSHServerConnection, SSHServerChannel)
    return stored | {name for name in functions if not any(hasattr(base, name) for base in bases)}


def _of_self(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "self"


@pytest.mark.parametrize("file", PARTS)
def test_what_a_file_looks_into_is_what_stands_here(file: str) -> None:
    tree = _tree(ROOM / f"{file}.py")
    written = {name for names in PARTS[file].values() for name in names.split() if name.startswith("_")}
    assert _names(tree) - _own(tree) - written == set(), "say here, too, what it needs"
    assert written - _names(tree) == set(), "it needs that no more"
    imported = {
        node.module: {one.name for one in node.names}
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("asyncssh.")
    }
    assert imported == {module: set(names.split()) for module, names in IMPORTED[file].items()}


def test_no_other_file_looks_inside() -> None:
    names = {name for parts in PARTS.values() for words in parts.values() for name in words.split()}
    for file in ROOM.glob("*.py"):
        if file.stem in PARTS:
            continue
        tree = _tree(file)
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [module for module in modules if module.startswith("asyncssh.")], file.name
        found = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not _of_self(node)
        }
        assert not found & names, file.name
