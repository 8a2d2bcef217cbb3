"use strict";
(() => {
  // Every text of a document reaches the page as a text node, never as markup.
  const report = JSON.parse(document.getElementById("data").textContent);
  const CHUNK = 200;
  const byId = (id) => document.getElementById(id);
  const hidden = new Set();
  let current = null;
  let rows = [];
  let marked = [];

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  };

  // A text is a string, or an array of strings and of the code points that act on a page or hide in it.
  const nodesOf = (text) => [text].flat().map((piece) => {
    if (typeof piece === "string") return piece;
    const name = "U+" + piece.toString(16).toUpperCase().padStart(4, "0");
    const mark = make("span", "mark", name);
    mark.title = "invisible character " + name;
    return mark;
  });

  // The words that both texts have, and marked those that only the one on this side has.
  const differing = (difference, side) => difference.flatMap(([where, text]) => {
    if (where === 0) return nodesOf(text);
    return where === side ? [make("mark", "", ...nodesOf(text))] : [];
  });

  const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

  const barOf = (kept, removed) => {
    const bar = make("div", "bar");
    const share = kept + removed ? (100 * kept) / (kept + removed) : 0;
    bar.setAttribute("role", "img");
    bar.setAttribute("aria-label", `${share.toFixed(0)} % kept`);
    for (const [name, width] of [["kept", share], ["removed", kept + removed ? 100 - share : 0]]) {
      const part = make("span", name);
      part.style.width = width + "%";
      bar.append(part);
    }
    return bar;
  };

  const groundsOf = (line) => {
    if (line.block !== undefined) return [make("span", "grounds", line.block)];
    if (line.twin === undefined) return [];
    const button = make("button", "jump", `${line.state === "removed" ? "says the same as" : "resembles"} line ${rows[line.twin].number}`);
    button.type = "button";
    button.addEventListener("click", () => jump(line));
    return [make("span", "grounds", button, line.measures ?? "")];
  };

  const draw = (line, index) => {
    const text = make("span", "text", ...nodesOf(line.text));
    text.dir = "auto";
    const number = make("span", "number", String(line.number));
    const item = make("li", `line ${line.state}`, number, make("span", "what", line.what), text, ...groundsOf(line));
    item.id = "line-" + index;
    item.tabIndex = -1;
    item.title = line.what;
    item.hidden = hidden.has(line.group);
    return item;
  };

  const fill = (chunk) => {
    if (chunk.childElementCount) return;
    const start = Number(chunk.dataset.start);
    chunk.append(...rows.slice(start, start + CHUNK).map((line, offset) => draw(line, start + offset)));
  };

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) fill(entry.target.firstElementChild);
  }, { rootMargin: "1500px" });

  const itemOf = (index) => {
    fill(byId("lines").children[Math.floor(index / CHUNK)].firstElementChild);
    return byId("line-" + index);
  };

  const unmark = () => {
    for (const [item, line] of marked) {
      item.classList.remove("pointed");
      item.querySelector(".text").replaceChildren(...nodesOf(line.text));
    }
    marked = [];
  };

  const point = (index, nodes) => {
    const item = itemOf(index);
    item.hidden = false;
    item.classList.add("pointed");
    if (nodes) item.querySelector(".text").replaceChildren(...nodes);
    marked.push([item, rows[index]]);
    return item;
  };

  const jump = (line) => {
    unmark();
    point(rows.indexOf(line), line.difference && differing(line.difference, 1));
    const twin = point(line.twin, line.difference && differing(line.difference, 2));
    twin.scrollIntoView({ block: "center" });
    twin.focus({ preventScroll: true });
  };

  const applyFilters = () => {
    for (const item of document.querySelectorAll(".line")) item.hidden = hidden.has(rows[Number(item.id.slice(5))].group);
  };

  const filterOf = ([group, count]) => {
    const box = make("input");
    box.type = "checkbox";
    box.checked = !hidden.has(group);
    box.name = group;
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(group); else hidden.add(group);
      applyFilters();
    });
    return make("label", "", box, ` ${group} (${count})`);
  };

  const articleOf = (article, index) => {
    const headline = make("bdi", "", ...nodesOf(article.headline ?? "(no headline)"));
    return make("li", "", `${index + 1}. `, headline, ` (${plural(article.kept, "byte")} kept, ${plural(article.removed, "byte")} removed)`, barOf(article.kept, article.removed));
  };

  const drawLines = () => {
    const chunks = [];
    for (let start = 0; start < rows.length; start += CHUNK) {
      const list = make("ol", "");
      list.dataset.start = String(start);
      const chunk = make("li", "chunk", list);
      chunks.push(chunk);
    }
    byId("lines").replaceChildren(...chunks);
    for (const chunk of chunks) observer.observe(chunk);
  };

  const show = (index) => {
    observer.disconnect();
    current = report.documents[index];
    rows = current.lines;
    marked = [];
    byId("name").replaceChildren(...nodesOf(current.name));
    byId("articles").replaceChildren(...current.articles.map(articleOf));
    byId("filters").replaceChildren(make("legend", "", "Show"), ...current.groups.map(filterOf));
    drawLines();
    [...byId("documents").querySelectorAll("button")].forEach((button, at) => {
      if (at === index) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
    });
  };

  const entryOf = (entry, index) => {
    const button = make("button", "", ...nodesOf(entry.name));
    button.type = "button";
    button.addEventListener("click", () => { show(index); byId("name").focus(); });
    const removed = entry.lines.filter((line) => line.state === "removed").length;
    return make("li", "", button, make("div", "what", `${plural(entry.articles.length, "article")}, ${plural(removed, "line")} removed`));
  };

  byId("totals").append(plural(report.documents.length, "document"), ", ", plural(report.documents.reduce((sum, entry) => sum + entry.articles.length, 0), "article"));
  byId("documents").append(...report.documents.map(entryOf));
  if (report.documents.length) show(0);
})();
