"""A mail server for the tests: PORT MAILDIR WAY [CERTIFICATE KEY]. WAY is one of plain, starttls, tls and
login, which is starttls with a user `me` whose password is `hunter2`."""

import asyncio
import ssl
import sys

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult

port, maildir, way = int(sys.argv[1]), sys.argv[2], sys.argv[3]
context = None
if way != "plain":
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[4], sys.argv[5])


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"me" and data.password == b"hunter2"
    return AuthResult(success=good, handled=False)


def protocol():
    settings = {"tls_context": context, "require_starttls": True} if way in ("starttls", "login") else {}
    if way == "login":
        settings |= {"authenticator": authenticate, "auth_required": True}
    return SMTP(Mailbox(maildir), loop=loop, **settings)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", port, ssl=context if way == "tls" else None))
loop.run_forever()
