// Python, beside the page, so that the page answers while a program runs.
"use strict";

// Of what a program prints the page shows no more than this.
const MOST = 200_000;

let python;
let room;

function print(text) {
  if (room <= 0) return;
  room -= text.length;
  self.postMessage({ kind: "print", text: room > 0 ? text : `${text}\n... and more\n` });
}

async function load({ base, files }) {
  const { loadPyodide } = await import(`${base}pyodide/pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: `${base}pyodide/` });
  const [packages, ...wheels] = await Promise.all([
    pyodide.runPythonAsync("import sysconfig; sysconfig.get_path('purelib')"),
    ...files.wheels.map(async (name) => {
      const response = await fetch(`${base}wheels/${name}`);
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return response.arrayBuffer();
    }),
  ]);
  wheels.forEach((wheel) => pyodide.unpackArchive(wheel, "zip", { extractDir: packages }));
  const runner = await (await fetch(`${base}runner.py`)).text();
  pyodide.FS.writeFile(`${packages}/runner.py`, runner);
  const decoder = new TextDecoder();
  const write = (bytes) => {
    print(decoder.decode(bytes, { stream: true }));
    return bytes.length;
  };
  pyodide.setStdout({ write });
  pyodide.setStderr({ write });
  pyodide.setStdin({ error: true });
  return pyodide.pyimport("runner");
}

async function run({ source }) {
  const runner = await python;
  room = MOST;
  self.postMessage({ kind: "ready" });
  const begun = performance.now();
  const result = JSON.parse(runner.run(source));
  self.postMessage({ kind: "done", result, seconds: (performance.now() - begun) / 1000 });
}

self.onmessage = async ({ data }) => {
  try {
    if (data.kind === "load") python = load(data);
    await (data.kind === "run" ? run(data) : python);
  } catch (error) {
    self.postMessage({ kind: "failed", text: String(error.message ?? error) });
  }
};
