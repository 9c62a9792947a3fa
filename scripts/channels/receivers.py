"""Receivers of messages: web servers that check what they get, and an SMTP server."""

import http.server
import json
import threading
import time

from aiosmtpd.controller import Controller


class WebReceiver:
    """Answers posts as `answers` says, one after another and the last for ever: (status, body, fields), or "cut"."""

    def __init__(self):
        self.answers, self.posts = [(200, "ok", {})], []
        receiver = self

        class Talk(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.posts.append((self.path, dict(self.headers), body))
                answer = receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
                if answer == "cut":
                    self.connection.shutdown(2)
                    self.close_connection = True
                    return
                if answer == "silent":
                    time.sleep(4)
                    return
                status, text, fields = answer
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def expect(self, *answers):
        self.answers, self.posts = list(answers), []


class MailReceiver:
    """An SMTP server that answers as `answer` says and keeps what it gets."""

    def __init__(self, port):
        self.answer, self.mails = "250 OK", []
        receiver = self

        class Box:
            async def handle_DATA(self, server, session, envelope):
                receiver.mails.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
                return receiver.answer

        self.controller = Controller(Box(), hostname="127.0.0.1", port=port)
        self.controller.start()

    def stop(self):
        self.controller.stop()


def block_kit(body):
    """What is wrong with a message to an incoming webhook of Slack, by its documentation."""
    wrong = []
    document = json.loads(body)
    unknown = set(document) - {"text", "blocks", "mrkdwn", "unfurl_links", "unfurl_media"}
    wrong += [f"unknown member {name}" for name in unknown]
    blocks = document["blocks"]
    if len(blocks) > 50:
        wrong.append(f"{len(blocks)} blocks")
    for block in blocks:
        kind = block["type"]
        if kind == "header":
            text = block["text"]
            if text["type"] != "plain_text" or not 0 < len(text["text"]) <= 150:
                wrong.append(f"header {text}")
        elif kind == "rich_text":
            wrong += rich_text(block)
        elif kind != "divider":
            wrong.append(f"block {kind}")
    return wrong


def rich_text(block):
    wrong, size = [], 0
    for element in block["elements"]:
        kind = element["type"]
        if kind == "rich_text_list":
            if element["style"] not in ("bullet", "ordered"):
                wrong.append(f"list {element['style']}")
            sections = element["elements"]
        else:
            sections = [element]
        for section in sections:
            if section["type"] != "rich_text_section":
                wrong.append(f"element {section['type']}")
            for piece in section["elements"]:
                if piece["type"] not in ("text", "link") or not piece["text"]:
                    wrong.append(f"piece {piece}")
                if set(piece.get("style", {})) - {"bold", "italic", "code"}:
                    wrong.append(f"style {piece['style']}")
                size += len(piece["text"])
    if size > 3000:
        wrong.append(f"{size} characters in a block")
    return wrong


def slack_text(body):
    """Everything that Slack would show."""
    def walk(value):
        if isinstance(value, dict):
            yield from ([value["text"]] if isinstance(value.get("text"), str) else [])
            for member in value.values():
                yield from walk(member)
        elif isinstance(value, list):
            for member in value:
                yield from walk(member)
    return "".join(walk(json.loads(body)["blocks"]))
