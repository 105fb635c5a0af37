// Draws one disputed fact: outlets in columns, their values, their own sentences, the ways to settle it.
// Everything shown is set as text, never as markup: an article may hold anything.

const editor = acquireVsCodeApi();
const main = document.getElementById("comparison");
const status = document.getElementById("status");

/** An element with its properties and its children. */
function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "scope" || key === "colspan") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

const letter = (group) => String.fromCharCode(65 + (group % 26));

function head(column) {
  const about = [column.draft ? "our draft" : null, column.published].filter((it) => it !== null).join(", ");
  return make("th", { scope: "col" }, column.outlet, about === "" ? null : make("small", {}, about));
}

/** The different values of a column, each once. */
function values(column) {
  const cell = make("td", {});
  const told = new Set();
  for (const statement of column.statements) {
    const key = `${statement.group} ${statement.shown}`;
    if (told.has(key)) continue;
    told.add(key);
    const mark = make(
      "span",
      { className: "letter", "aria-label": `value ${letter(statement.group)}:` },
      letter(statement.group),
    );
    cell.append(make("div", { className: `value group-${statement.group}` }, mark, statement.shown));
  }
  return cell;
}

function sentences(column) {
  const cell = make("td", {});
  for (const statement of column.statements) {
    const pieces = statement.sentence.map(({ text, mark }) =>
      mark === null ? text : make("mark", { className: mark }, text),
    );
    const plain = statement.sentence.map((piece) => piece.text).join("");
    const button = make(
      "button",
      {
        className: "sentence",
        type: "button",
        title: "Show it in the article",
        "aria-label": `${column.outlet}: ${plain}`,
      },
      ...pieces,
    );
    button.addEventListener("click", () => editor.postMessage({ kind: "show", place: statement.location }));
    cell.append(button);
  }
  return cell;
}

function table(comparison) {
  const row = (name, cells) => make("tr", {}, make("th", { scope: "row", className: "row-name" }, name), ...cells);
  return make(
    "div",
    { className: "wide" },
    make(
      "table",
      {},
      make("caption", { className: "unseen" }, `${comparison.subject}, by outlet`),
      make("thead", {}, make("tr", {}, make("td", { className: "row-name" }), ...comparison.columns.map(head))),
      make("tbody", {}, row("value", comparison.columns.map(values)), row("words", comparison.columns.map(sentences))),
    ),
  );
}

function choices(comparison) {
  const buttons = comparison.settle.map(({ title }, choice) => {
    const button = make("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      status.textContent = `${title}: written into the bundle`;
      editor.postMessage({ kind: "settle", choice });
    });
    return button;
  });
  return make("div", { className: "choices", role: "group", "aria-label": "Settle" }, ...buttons);
}

function turns() {
  const turn = (title, by, key) => {
    const button = make("button", { type: "button", title: `Key: ${key}` }, title);
    button.addEventListener("click", () => editor.postMessage({ kind: "turn", by }));
    return button;
  };
  return make(
    "nav",
    { className: "turn", "aria-label": "Disputed facts" },
    turn("Previous", -1, "p"),
    turn("Next", 1, "n"),
  );
}

function draw(comparison) {
  if (comparison === null) {
    main.replaceChildren(make("h1", {}, "No longer in dispute"), make("p", {}, "The words have changed."), turns());
    status.textContent = "no longer in dispute";
    return;
  }
  main.replaceChildren(
    make("h1", {}, comparison.subject, " ", make("span", { className: "kind" }, comparison.kind)),
    make("p", {}, comparison.reason),
    comparison.remark === null ? "" : make("p", { className: "remark" }, comparison.remark),
    comparison.accounts === null ? "" : make("p", { className: "accounts" }, comparison.accounts),
    comparison.settled === null ? "" : make("p", { className: "settled" }, comparison.settled),
    table(comparison),
    choices(comparison),
    turns(),
  );
}

/** Moves between sentences, buttons and back: arrows and the letters that the buttons name. */
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n" || event.key === "p") {
    editor.postMessage({ kind: "turn", by: event.key === "n" ? 1 : -1 });
    return;
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...main.querySelectorAll("button")];
  const at = stops.indexOf(document.activeElement);
  stops[(at + step + stops.length) % stops.length]?.focus();
  event.preventDefault();
});

addEventListener("message", ({ data }) => {
  editor.setState(data.subject);
  draw(data.comparison);
});
editor.postMessage({ kind: "ready" });
