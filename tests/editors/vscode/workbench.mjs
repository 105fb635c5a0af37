// A real VS Code workbench with a fresh profile, in a headless browser: start, drive, look, stop.
//
// Set by tests/editors/setup: CODE_SERVER, the program; EDITOR_TOOLS, the folder with playwright-core.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const needed = (name) => process.env[name] ?? fail(`set ${name} (see tests/editors/setup)`);
const fail = (why) => {
  console.error(why);
  process.exit(2);
};
const { chromium } = createRequire(path.join(needed("EDITOR_TOOLS"), "x.js"))("playwright-core");

/** How long anything may take to show, in milliseconds: a machine busy with other work is slow. */
const PATIENCE = Number(process.env.PATIENCE ?? 30_000);

/** Says what holds and what does not. */
export const score = {
  failed: 0,
  passed: 0,
  check(holds, what, got) {
    console.log(`${holds ? "ok      " : "not ok  "}${what}${holds ? "" : `  got: ${JSON.stringify(got)}`}`);
    holds ? this.passed++ : this.failed++;
  },
};

const QUIET = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "editor.lightbulb.enabled": "on",
  "files.simpleDialog.enable": true,
};

export class Workbench {
  /** Opens `files` (copies of them) in a fresh window with the package `vsix` installed; `env` is added to the environment. */
  static async open({ vsix, files, settings = {}, env = {}, shots }) {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "copydesk-vscode-"));
    const bench = new Workbench();
    Object.assign(bench, { home, shots, folder: path.join(home, "desk"), data: path.join(home, "data") });
    try {
      await bench.start({ vsix, files, settings, env });
    } catch (error) {
      await bench.close();
      throw error;
    }
    return bench;
  }

  async start({ vsix, files, settings, env }) {
    fs.mkdirSync(this.folder);
    for (const file of files) fs.copyFileSync(file, path.join(this.folder, path.basename(file)));
    fs.mkdirSync(path.join(this.data, "User"), { recursive: true });
    fs.writeFileSync(path.join(this.data, "User/settings.json"), JSON.stringify({ ...QUIET, ...settings }));
    const config = path.join(this.home, "code-server.yaml");
    fs.writeFileSync(config, "auth: none\ncert: false\n");
    const own = { HOME: this.home, XDG_CONFIG_HOME: `${this.home}/config`, XDG_DATA_HOME: `${this.home}/share` };
    const environment = { ...process.env, ...own, ...env };
    const program = needed("CODE_SERVER");
    const dirs = ["--user-data-dir", this.data, "--extensions-dir", `${this.home}/extensions`, "--config", config];
    execFileSync(process.execPath, [program, ...dirs, "--install-extension", vsix], { env: environment, stdio: "pipe" });

    const port = await freePort();
    const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"];
    const log = fs.openSync(path.join(this.home, "code-server.log"), "w");
    const started = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none", ...quiet, this.folder];
    this.child = spawn(process.execPath, [program, ...dirs, ...started], { env: environment, stdio: ["ignore", log, log] });
    await until(async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok, 60_000, "code-server does not answer");

    const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
    this.browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 860 } });
    this.page = await context.newPage();
    const first = `vscode-remote://127.0.0.1:${port}${this.folder}/${path.basename(files[0])}`;
    const payload = encodeURIComponent(JSON.stringify([["openFile", first]]));
    await this.page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(this.folder)}&payload=${payload}`);
    await this.page.waitForSelector(".monaco-workbench .editor-instance .view-lines .view-line", { timeout: 120_000 });
  }

  async close() {
    await this.browser?.close().catch(() => {});
    if (this.child !== undefined && this.child.exitCode === null) {
      this.child.kill("SIGTERM");
      await new Promise((ended) => this.child.once("exit", ended));
    }
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Leaves a picture. */
  async shot(name) {
    await this.page.waitForTimeout(400); // cards and lists fade in
    await this.page.screenshot({ path: path.join(this.shots, `${name}.png`) });
  }

  press(keys) {
    return this.page.keyboard.press(keys);
  }

  /** Runs a command by its name in the command palette. */
  async run(title) {
    await this.press("F1");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor({ state: "visible", timeout: PATIENCE });
    await input.fill(`>${title}`);
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    await row.waitFor({ state: "visible", timeout: PATIENCE });
    await row.click();
  }

  /** Puts the cursor into the first editor, at a line and column from 1. */
  async goTo(line, column) {
    await this.press("Escape");
    const text = await this.page.locator(".editor-instance .overflow-guard").first().boundingBox();
    await this.page.mouse.click(text.x + text.width / 2, text.y + text.height / 2);
    await this.press("Control+g");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor({ state: "visible", timeout: PATIENCE });
    await input.fill(`:${line}:${column}`);
    await this.press("Enter");
    return this.cursorAt(line);
  }

  /** The cursor's place as the status bar has it, "Ln 9, Col 3", once it is on `line` (a number or a pattern); else what it was at last. */
  async cursorAt(line) {
    const shown = this.page.locator("#status\\.editor\\.selection");
    let place = "";
    await until(async () => {
      place = await shown.innerText();
      return typeof line === "number" ? place.startsWith(`Ln ${line},`) : line.test(place);
    }, PATIENCE).catch(() => {});
    return place;
  }

  /** Rests the pointer on the text just right of the cursor. */
  async pointAtCursor() {
    const cursor = await this.page.locator(".editor-instance .cursors-layer .cursor").first().boundingBox();
    await this.page.mouse.move(cursor.x + 60, cursor.y + 150);
    await this.page.mouse.move(cursor.x + 14, cursor.y + cursor.height / 2, { steps: 4 });
  }

  /** Whether something with `text` comes to be seen; with what is there instead. */
  async sees(selector, text, what, { patience = PATIENCE } = {}) {
    const all = this.page.locator(selector);
    const wanted = text === undefined ? all.first() : all.filter({ hasText: text }).first();
    await wanted.waitFor({ state: "visible", timeout: patience }).catch(() => {});
    const holds = await wanted.isVisible();
    score.check(holds, what, holds ? "" : (await all.allInnerTexts()).slice(0, 12));
    return wanted;
  }

  /** Acts again until something with `text` is seen: while a text is still being read, lines move and a question finds nothing. */
  async untilSeen(selector, text, act) {
    const wanted = this.page.locator(selector).filter({ hasText: text }).first();
    const seen = async () => {
      await act();
      await wanted.waitFor({ state: "visible", timeout: 3_000 });
      return true;
    };
    await until(seen, PATIENCE).catch(() => {});
  }

  /** The text of a file of the folder after saving everything. */
  async saved(name, holds) {
    let text = "";
    await until(async () => {
      await this.press("Control+s");
      await this.page.waitForTimeout(200);
      text = fs.readFileSync(path.join(this.folder, name), "utf8");
      return holds(text);
    }, PATIENCE).catch(() => {});
    return text;
  }

  /** The page inside a webview, once it holds `selector`. */
  async webview(selector) {
    let found;
    await until(async () => {
      for (const frame of this.page.frames()) {
        if ((await frame.locator(selector).count().catch(() => 0)) > 0) found = frame;
      }
      return found !== undefined;
    }, PATIENCE).catch(() => {});
    return found;
  }

  /** What the extension has logged. */
  log() {
    const logs = fs.globSync?.(`${this.data}/logs/**/*Copydesk*.log`) ?? [];
    return logs.map((file) => fs.readFileSync(file, "utf8")).join("");
  }
}

async function freePort() {
  const server = net.createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Waits until something holds; what throws does not hold. */
export async function until(holds, milliseconds, why = "it never came to hold") {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (await Promise.resolve(holds()).catch(() => false)) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(why);
}
