#!/usr/bin/python3
"""The peer in Python: `websockets` on asyncio, answering every login with the same CONNACK. Prints "plain PORT" and "tls PORT".

It knows no users.
usage: server.py CERTIFICATE KEY
"""
import asyncio
import logging
import ssl
import sys

import websockets

CONNACK = bytes.fromhex("200000000275310006736573732d31000001a1ffdd1290")  # docs/PROTOCOL.md, Bytes
BACKLOG = 65535  # the kernel takes net.core.somaxconn of it


async def answer(socket):
    await socket.send(CONNACK)
    await socket.wait_closed()


async def serve(name, tls):
    server = await websockets.serve(
        answer, "127.0.0.1", 0, ssl=tls, backlog=BACKLOG, compression=None, ping_interval=None
    )
    print(name, server.sockets[0].getsockname()[1], flush=True)


async def main(certificate, key):
    logging.disable(logging.CRITICAL)  # clients leave by a reset, which it would write about
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    await serve("plain", None)
    await serve("tls", context)
    await asyncio.Future()


asyncio.run(main(*sys.argv[1:]))
