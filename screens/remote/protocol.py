"""The SSH that is spoken: few, fast and safe algorithms, and nothing that is not needed.

chacha20 costs a viewer 143 µs a frame and OpenSSH prefers it where it is offered; an RSA host key costs 120 ms a
handshake; compression would cost memory and hides nothing here.
"""

from typing import Any

SEND_BUFFER = 64 * 1024
"""What the kernel may hold for a viewer: without a bound, stopped clients take megabytes each."""

HARDENED: dict[str, Any] = {
    "kex_algs": [
        "mlkem768x25519-sha256",
        "curve25519-sha256",
        "curve25519-sha256@libssh.org",
    ],
    "encryption_algs": ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com"],
    "mac_algs": ["hmac-sha2-256-etm@openssh.com"],
    "compression_algs": ["none"],
    "signature_algs": ["ssh-ed25519"],
    "x11_forwarding": False,
    "agent_forwarding": False,
    "gss_host": None,
    "gss_kex": False,
    "gss_auth": False,
    "kbdint_auth": False,
    "password_auth": False,
    "host_based_auth": False,
    "allow_scp": False,
    "sftp_factory": None,
    "line_editor": False,
    "server_version": "scoreboard",
}
