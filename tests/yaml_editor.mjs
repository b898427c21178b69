// Asks the language server of YAML what an editor asks it: problems, completions, explanations.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const texts = JSON.parse(readFileSync(0, "utf8"));
const uri = process.argv[2];
const server = spawn("node", [`${process.env.YAML_SERVER}/bin/yaml-language-server`, "--stdio"]);
let held = Buffer.alloc(0);
let number = 0;
const waiting = new Map();
let told = () => {};

function send(message) {
  const data = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${data.length}\r\n\r\n`);
  server.stdin.write(data);
}

function ask(method, params) {
  number += 1;
  send({ id: number, method, params });
  return new Promise((resolve) => waiting.set(number, resolve));
}

function take(message) {
  if (message.method === "textDocument/publishDiagnostics") told(message.params.diagnostics);
  else if (message.method && message.id !== undefined) {
    const items = message.params?.items ?? [];
    send({ id: message.id, result: message.method === "workspace/configuration" ? items.map(() => ({})) : null });
  } else if (waiting.has(message.id)) waiting.get(message.id)(message.result);
}

server.stdout.on("data", (piece) => {
  held = Buffer.concat([held, piece]);
  for (;;) {
    const end = held.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/.exec(held.subarray(0, end))[1]);
    if (held.length < end + 4 + length) return;
    const message = JSON.parse(held.subarray(end + 4, end + 4 + length));
    held = held.subarray(end + 4 + length);
    take(message);
  }
});

let version = 0;
function problems(text) {
  const heard = new Promise((resolve) => { told = resolve; });
  version += 1;
  const document = { uri, version, languageId: "yaml", text };
  if (version === 1) send({ method: "textDocument/didOpen", params: { textDocument: document } });
  else send({ method: "textDocument/didChange", params: { textDocument: document, contentChanges: [{ text }] } });
  return heard;
}

function placeOf(text, words) {
  const line = text.split("\n").findIndex((each) => each.startsWith(words));
  return { line, character: words.length };
}

const capabilities = {
  textDocument: {
    publishDiagnostics: {},
    hover: { contentFormat: ["markdown", "plaintext"] },
    completion: { completionItem: { documentationFormat: ["markdown", "plaintext"] } },
  },
  workspace: { configuration: true },
};
await ask("initialize", { processId: process.pid, rootUri: null, capabilities });
send({ method: "initialized", params: {} });
const right = await problems(texts.right);
const wrong = await problems(texts.wrong);
await problems(texts.asked);
const place = placeOf(texts.asked, "urgency: ");
const document = { textDocument: { uri } };
const completed = await ask("textDocument/completion", { ...document, position: place });
const explained = await ask("textDocument/hover", { ...document, position: { ...place, character: 3 } });
process.stdout.write(JSON.stringify({
  right: right.map((each) => each.message),
  wrong: wrong.map((each) => each.message),
  completed: (completed.items ?? completed).map((each) => each.label),
  explained: JSON.stringify(explained),
}));
server.kill();
process.exit(0);
