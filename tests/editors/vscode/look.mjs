// What a person sees in VS Code with the packaged extension, on one of the examples.
//
//   node look.mjs PACKAGES SHOTS
import fs from "node:fs";
import path from "node:path";
import { score, Workbench } from "./workbench.mjs";

const [packages, shots] = process.argv.slice(2).map((it) => path.resolve(it));
const root = path.resolve(import.meta.dirname, "../../..");
const example = path.join(root, "examples/state-visit.bundle");
const packed = (kind) => path.join(packages, fs.readdirSync(packages).find((it) => it.startsWith(`copydesk-${kind}-`)));

/** Where neither Rust nor a server is found. */
const BARE = { PATH: "/usr/bin:/bin" };

/** The dispute that is looked at: the last word of a quotation. */
const dispute = { here: `burn," Kostan`, value: "burn", there: "close", article: "Amber Courier", kind: "quote" };

/** The line and column (from 1) where `words` stand in a text. */
function placeOf(words, text) {
  const before = text.slice(0, text.indexOf(words)).split("\n");
  return [before.length, before.at(-1).length + 1];
}

async function withTheServerInside() {
  const text = fs.readFileSync(example, "utf8");
  const bench = await Workbench.open({ vsix: packed("linux-x64"), files: [example], env: BARE, shots });
  try {
    await marks(bench, text);
    await card(bench, text);
    await jump(bench, text);
    await problems(bench);
    await sideView(bench);
    await commands(bench);
    await comparison(bench, text);
    await anotherValue(bench, text);
    await quickFix(bench, text);
    await compared(bench, text);
    const log = bench.log();
    score.check(/server: .*server\/copydesk \(package\), copydesk \d/.test(log), "the server inside the package is the one that runs", log);
  } finally {
    await bench.shot("last").catch(() => {});
    await bench.close();
  }
}

async function marks(bench, text) {
  await bench.sees("#status\\.editor\\.mode", "News Bundle", "the language is known");
  await bench.sees(".editor-instance .squiggly-warning", undefined, "a disputed value is underlined");
  await bench.goTo(...placeOf(dispute.here, text));
  await bench.shot("squiggle");
}

async function card(bench, text) {
  const shown = ".monaco-hover:not(.hidden), .monaco-resizable-hover:not(.hidden)";
  await bench.untilSeen(shown, dispute.there, async () => {
    await bench.goTo(...placeOf(dispute.here, text));
    await bench.pointAtCursor();
  });
  await bench.sees(shown, dispute.there, "the card has the other side");
  await bench.shot("card");
}

async function jump(bench, text) {
  const [line, column] = placeOf(dispute.here, text);
  await bench.goTo(line, column + 1);
  await bench.press("F12");
  const peek = bench.page.locator(".peekview-widget");
  const moved = await bench.cursorAt(new RegExp(`^Ln (?!${line},)`));
  const left = !moved.startsWith(`Ln ${line},`) || (await peek.isVisible());
  score.check(left, "go to definition leads to the other articles' words", moved);
  await bench.shot("jump");
  await bench.press("Escape");
}

async function problems(bench) {
  await bench.run("Problems: Focus on Problems View");
  await bench.sees(".markers-panel .monaco-list-row", dispute.there, "the Problems view has the whole message");
  await bench.sees(".markers-panel .monaco-list-row", dispute.article, "related places name the other outlets");
  await bench.shot("problems");
  await bench.run("View: Toggle Panel Visibility");
}

const CONFLICTS = ".pane:has(.pane-header[aria-label*='Conflicts']) .monaco-list-row";

async function sideView(bench) {
  await bench.run("Copydesk: Focus on Conflicts View");
  await bench.sees(CONFLICTS, dispute.value, "the side view lists the dispute");
  const people = ".pane:has(.pane-header[aria-label*='People']) .monaco-list-row";
  const person = await bench.sees(people, "Mirela Kostan", "it lists who is named");
  await bench.shot("side-view");
  const before = await bench.cursorAt(/./);
  await person.click();
  const after = await bench.cursorAt(new RegExp(`^(?!${before}$)`));
  score.check(after !== before, "a row leads to its place", before);
}

async function commands(bench) {
  const before = await bench.goTo(1, 1);
  await bench.run("Copydesk: Next Unsettled Conflict");
  const after = await bench.cursorAt(new RegExp(`^(?!${before})`));
  score.check(after !== before, "the next conflict is gone to", before);
  await bench.run("Copydesk: Open Report");
  const page = await bench.webview("h2[id=in-dispute], h2:has-text('In dispute')");
  score.check(page !== undefined, "the report opens", bench.page.frames().length);
  await bench.shot("report");
  await bench.run("View: Close Editor");
}

async function comparison(bench, text) {
  const [line, column] = placeOf(dispute.here, text);
  await bench.goTo(line, column + 1);
  await bench.run("Copydesk: Open Comparison");
  const page = await bench.webview("#comparison table");
  score.check(page !== undefined, "the comparison opens", bench.page.frames().length);
  if (page === undefined) return;
  const outlets = await page.locator("thead th").allInnerTexts();
  score.check(outlets.some((it) => it.includes(dispute.article)), "outlets stand in columns", outlets);
  const marked = await page.locator("mark.value").allInnerTexts();
  score.check(marked.includes(dispute.value), "the values are marked in the outlets' own sentences", marked);
  await bench.shot("comparison");
  await page.getByRole("button", { name: /^Settle: .*close/ }).first().click();
  const settled = await bench.saved(path.basename(example), (it) => it.includes("kind: quote"));
  score.check(/kind: quote\nbetween: [\s\S]*verdict: accept /.test(settled), "a button writes the decision", settled.slice(-400));
  await page.locator(".settled").first().waitFor({ timeout: 20_000 }).catch(() => {});
  const told = await page.locator(".settled").allInnerTexts();
  score.check(told.some((it) => it.startsWith("settled:")), "the comparison says that it is settled", told);
  await bench.sees(CONFLICTS, "settled:", "the side view has it as settled");
  await bench.shot("settled");
  await page.getByRole("button", { name: "Open again" }).click();
  const open = await bench.saved(path.basename(example), (it) => !it.includes("kind: quote"));
  score.check(!open.includes("kind: quote"), "and opens it again", open.slice(-400));
}

/** A value that no article gives is asked for in the bundle, where the cursor waits for it. */
async function anotherValue(bench, text) {
  const page = await bench.webview("#comparison table");
  if (page === undefined) return;
  await page.getByRole("button", { name: "Settle: another value" }).click();
  await bench.sees(".editor-instance .view-line", "verdict: value", "another value is asked for in the bundle");
  await bench.page.keyboard.type("cross", { delay: 30 });
  const settled = await bench.saved(path.basename(example), (it) => it.includes("verdict: value cross"));
  score.check(settled.includes("verdict: value cross"), "and is typed where it belongs", settled.slice(-400));
  await bench.shot("another-value");
  await page.getByRole("button", { name: "Open again" }).click();
  const open = await bench.saved(path.basename(example), (it) => !it.includes("kind: quote"));
  score.check(!open.includes("kind: quote"), "and opened again", open.slice(-400));
}

/** The question "why?" lists what the words were compared with. */
async function compared(bench, text) {
  const [line, column] = placeOf(dispute.here, text);
  await bench.goTo(line, column + 1);
  await bench.run("Copydesk: Why? What This Was Compared With");
  await bench.sees(".quick-input-list .monaco-list-row", "reported: quote", "why lists what was compared");
  await bench.shot("why");
  await bench.press("Escape");
}

async function quickFix(bench, text) {
  const [line, column] = placeOf(dispute.here, text);
  const fixes = ".action-widget .monaco-list-row";
  await bench.untilSeen(fixes, "Settle:", async () => {
    await bench.goTo(line, column + 1);
    await bench.press("Control+.");
  });
  const fix = await bench.sees(fixes, "Settle:", "quick fixes settle the dispute");
  await bench.shot("quick-fix");
  if (!(await fix.isVisible())) return;
  await fix.click();
  const settled = await bench.saved(path.basename(example), (it) => it.includes("kind: quote"));
  score.check(settled.includes("kind: quote"), "a quick fix writes the decision", settled.slice(-400));
}

/** The package that has no server says what to do. */
async function withoutAServer() {
  const bench = await Workbench.open({ vsix: packed("no-server"), files: [example], env: BARE, shots });
  try {
    await bench.sees(".notification-toast", "cargo install --path .", "a missing server is said, with what to do");
    await bench.shot("no-server");
  } finally {
    await bench.close();
  }
}

for (const look of [withTheServerInside, withoutAServer]) {
  await look().catch((error) => score.check(false, "the test itself", error.stack));
}
console.log(`${score.passed} passed, ${score.failed} failed`);
process.exit(score.failed === 0 ? 0 : 1);
