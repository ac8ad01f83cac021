"""Lifecycle of the server: order of messages, what it refuses, how it ends."""

import unittest

from server_case import Server, ServerCase

NOT_INITIALIZED, UNKNOWN_METHOD, INVALID, PARSE = -32002, -32601, -32600, -32700


class Lifecycle(ServerCase):
    def test_ends_with_0_after_shutdown(self):
        self.assertIsNone(self.server.request("shutdown"))
        self.server.tell("exit")
        self.assertEqual(self.server.process.wait(timeout=60), 0)

    def test_ends_with_1_without_shutdown(self):
        self.server.tell("exit")
        self.assertEqual(self.server.process.wait(timeout=60), 1)

    def test_ends_when_the_client_is_gone(self):
        self.server.process.stdin.close()
        self.assertEqual(self.server.process.wait(timeout=60), 1)

    def test_refuses_what_it_does_not_know(self):
        reply = self.server.reply(self.server.ask("textDocument/brew", {}))
        self.assertEqual(reply["error"]["code"], UNKNOWN_METHOD)
        self.server.tell("$/unknown", {})
        self.server.tell("textDocument/brewed", None)
        self.assertIsNone(self.server.request("shutdown"))

    def test_nothing_is_answered_after_shutdown(self):
        self.server.request("shutdown")
        reply = self.server.reply(self.server.ask("textDocument/hover", {}))
        self.assertEqual(reply["error"]["code"], INVALID)

    def test_twice_initialized(self):
        reply = self.server.reply(self.server.ask("initialize", {"capabilities": {}}))
        self.assertEqual(reply["error"]["code"], INVALID)

    def test_what_is_no_message_is_refused_and_the_rest_goes_on(self):
        for body in (b"{", b"[]", b"{}", b'{"id": {}}', b"[" * 500):
            self.server.send_raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            while "error" not in (message := self.server.take()):
                self.assertIn("method", message)
            self.assertIn(message["error"]["code"], (PARSE, INVALID), body)
        self.assertIsNone(self.server.request("shutdown"))

    def test_bad_parameters_give_null(self):
        for params in (None, {}, {"textDocument": 3}, {"textDocument": {"uri": "http://x"}},
                       {"textDocument": {"uri": self.uri("none.rule")}, "position": {"line": -1, "character": 1.5}}):
            reply = self.server.reply(self.server.ask("textDocument/hover", params))
            self.assertIsNone(reply["result"])


class BeforeInitialize(unittest.TestCase):
    def test_requests_are_refused(self):
        server = Server()
        self.addCleanup(server.stop)
        reply = server.reply(server.ask("textDocument/hover", {}))
        self.assertEqual(reply["error"]["code"], NOT_INITIALIZED)

    def test_a_header_without_length_ends_the_session(self):
        server = Server()
        self.addCleanup(server.stop)
        server.send_raw(b"Content-Type: x\r\n\r\n{}")
        server.process.stdin.close()
        self.assertEqual(server.process.wait(timeout=60), 1)


if __name__ == "__main__":
    unittest.main()
