// The page: examples, the buttons, and what a program gave. The program runs in worker.js.
"use strict";

const [example, program, run, stop, status, output, parts] = [
  "example", "program", "run", "stop", "status", "output", "parts",
].map((id) => document.getElementById(id));

// What the reader has made of each example, for as long as the page is open.
const drafts = new Map();
let shown = "";
let files;
let worker;
let printed;

const here = (path) => new URL(path, document.baseURI).href;
const say = (text) => { status.textContent = text; };
const made = (name, text, parent) => {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
};

async function fetched(path) {
  const response = await fetch(here(path));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function choose(name) {
  if (shown) drafts.set(shown, program.value);
  program.value = drafts.get(name) ?? (await (await fetched(`examples/${name}`)).text());
  shown = name;
}

// A worker from a blob is held by this page's policy; one from a file would have none.
function started() {
  const code = `import ${JSON.stringify(here("worker.js"))};`;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const begun = new Worker(url, { type: "module" });
  begun.onmessage = ({ data }) => heard[data.kind](data);
  begun.onerror = (event) => ended(`It could not be run: ${event.message || "the worker failed"}`);
  begun.postMessage({ kind: "load", base: here("./"), files });
  return begun;
}

function begin() {
  if (run.disabled) return;
  [run.disabled, stop.disabled] = [true, false];
  output.replaceChildren();
  printed = undefined;
  const size = (files.bytes / 1e6).toFixed(0);
  say(worker ? "Running" : `Fetching Python and the library: ${size} MB, the first time`);
  worker ??= started();
  worker.postMessage({ kind: "run", source: program.value });
}

function ended(text) {
  [run.disabled, stop.disabled] = [false, true];
  say(text);
}

function halt() {
  worker?.terminate();
  worker = undefined;
  ended("Stopped");
}

function table({ head, rows, right }) {
  const box = made("div", "", output);
  box.className = "table";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "The last value, as a table");
  const whole = made("table", "", box);
  const line = (cells, name, parent) => {
    const row = made("tr", "", parent);
    cells.forEach((text, place) => {
      const cell = made(name, text, row);
      if (name === "th") cell.scope = "col";
      if (right.includes(place)) cell.className = "right";
    });
  };
  line(head, "th", made("thead", "", whole));
  const body = made("tbody", "", whole);
  rows.forEach((row) => line(row, "td", body));
}

const heard = {
  ready: () => say("Running"),
  print: ({ text }) => {
    printed ??= made("pre", "", output);
    printed.textContent += text;
  },
  failed: ({ text }) => {
    worker?.terminate();
    worker = undefined;
    ended(`It could not be run: ${text}`);
  },
  done: ({ result, seconds }) => {
    if (result.table) table(result.table);
    if (result.text) made("pre", result.text, output);
    if (result.error) made("pre", result.error, output).className = "wrong";
    if (!output.childElementCount) made("p", "It printed nothing.", output).className = "soft";
    ended(`${result.error ? "It ended with an error" : "Done"} after ${seconds.toFixed(1)} s`);
  },
};

async function open() {
  if (location.protocol === "file:") {
    say("Browsers run no such page from a file. Serve its folder, for example with " +
      "python -m http.server, and open it from there.");
    return;
  }
  files = await (await fetched("files.json")).json();
  files.parts.forEach((text) => made("li", text, parts));
  await choose(example.value);
  example.onchange = () => choose(example.value).catch((error) => say(error.message));
  run.onclick = begin;
  stop.onclick = halt;
  program.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      begin();
    }
  };
  run.disabled = false;
}

open().catch((error) => say(`The page's own files are missing: ${error.message}`));
