// Run the library unchanged in Pyodide, Python for browsers, here within Node: the agreement of
// 2020, then tests.
// node pyodide.cjs WHEELS TREE TEST..., with the npm package pyodide where node finds it. WHEELS
// is a folder of wheels, TREE has `tests`, and each TEST is a file or an option of pytest.
"use strict";
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");
const { loadPyodide, version } = require("pyodide");

const [wheels, tree, ...tests] = process.argv.slice(2);

// Whatever is needed is in the files; a request is an error.
function refuse() {
  throw new Error("nothing may be fetched");
}
globalThis.fetch = refuse;
net.Socket.prototype.connect = refuse;

const begun = performance.now();
function told(what) {
  console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

async function main() {
  const pyodide = await loadPyodide();
  told(`Pyodide ${version} with Python ${pyodide.runPython("import sys; sys.version.split()[0]")}`);
  const extractDir = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
  for (const name of fs.readdirSync(wheels).filter((each) => each.endsWith(".whl")).sort()) {
    const wheel = new Uint8Array(fs.readFileSync(path.join(wheels, name)));
    pyodide.unpackArchive(wheel, "zip", { extractDir });
  }
  pyodide.FS.mkdirTree("/tree");
  pyodide.mountNodeFS("/tree", path.resolve(tree));
  const inside = fs.readFileSync(path.join(__dirname, "in_pyodide.py"));
  pyodide.FS.writeFile(`${extractDir}/in_pyodide.py`, new Uint8Array(inside));
  const { allocate_2020, run_tests } = pyodide.pyimport("in_pyodide");
  allocate_2020("/tree");
  told("allocated the agreement of 2020, with the golden digest");
  const failed = tests.length ? run_tests("/tree", pyodide.toPy(tests)) : 0;
  told("all");
  return failed;
}

main().then(
  (failed) => process.exit(failed),
  (error) => {
    console.error(String(error.message ?? error));
    process.exit(1);
  },
);
