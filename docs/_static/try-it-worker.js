// Python in a worker of its own, so that the page stays responsive. All it loads lies beside it.

import { loadPyodide } from "./try-it/pyodide.mjs";

const CODE = `
import os
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from aufwand.cli.main import run


def answer(plan, lang, columns):
    """Return the exit code of the command, and what a terminal would show."""
    Path("plan.toml").write_text(plan, encoding="utf-8")
    os.environ["COLUMNS"] = str(columns)
    shown = StringIO()
    with redirect_stdout(shown), redirect_stderr(shown):
        code = run(["assess", "plan.toml", "--lang", lang])
    return code, shown.getvalue()


answer
`;

const started = async () => {
  const python = await loadPyodide();
  postMessage({ step: "aufwand" });
  const packages = await fetch(new URL("./try-it/packages.zip", import.meta.url));
  if (!packages.ok) {
    throw new Error(`packages.zip: ${packages.status}`);
  }
  const place = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(await packages.arrayBuffer(), "zip", { extractDir: place });
  const answer = python.runPython(CODE);
  postMessage({ step: "reckoning" });
  return answer;
};

let ready = null;

// Pyodide leaves it at that when its machine code cannot be fetched, and would keep us waiting.
addEventListener("unhandledrejection", ({ reason }) => postMessage({ failed: String(reason) }));

addEventListener("message", async ({ data: { asked, lang, plan, columns } }) => {
  try {
    ready ??= started();
    const answer = await ready;
    const found = answer(plan, lang, columns);
    const [code, text] = found.toJs();
    found.destroy();
    postMessage({ asked, code, text });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
