// What the pages gain with a script: distances of moments, search, and filters of the audit. All of it works from files.
(function () {
  "use strict";
  const root = document.documentElement.dataset.root || "./";

  function load(path) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = root + path;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function element(name, text, kind) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  // Texts are found without regard to case, accents and how they are composed; each word of what is looked for counts.
  function fold(text) { return text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, ""); }
  function wordsOf(text) { return fold(text).split(/\s+/).filter(Boolean); }
  function hasAll(text, words) { return words.every(function (word) { return text.includes(word); }); }

  // Distances: "in 3 d", "2 h ago". The moment itself stays as it is.
  function distance(seconds) {
    const units = [[86400, "d"], [3600, "h"], [60, "min"]];
    const size = Math.abs(seconds);
    const unit = units.find(function (unit) { return size >= unit[0] * (unit[1] === "d" ? 3 : 1); }) || [60, "min"];
    const text = Math.round(size / unit[0]) + " " + unit[1];
    return seconds > 0 ? "in " + text : text + " ago";
  }
  for (const time of document.querySelectorAll("time[data-distance]")) {
    const moment = Date.parse(time.dateTime);
    if (isNaN(moment)) continue;
    time.after(element("span", " (" + distance((moment - Date.now()) / 1000) + ")", "distance"));
  }

  // Search.
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  let index = null;
  let loading = null;
  let chosen = -1;
  window.flagctlSearch = function (rows) { index = rows; };

  function choose(place) {
    const options = found.querySelectorAll("[role=option]");
    if (!options.length) return;
    chosen = (place + options.length) % options.length;
    options.forEach(function (option, at) { option.setAttribute("aria-selected", at === chosen ? "true" : "false"); });
    field.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }

  function close() {
    found.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function rank(row, words) {
    const texts = row.folded = row.folded || [row[0], row[1], row[4], row[5], row[6]].map(fold);
    let total = 0;
    for (const word of words) {
      const place = texts.findIndex(function (text) { return text.includes(word); });
      if (place < 0) return 0;
      total += (texts[place].startsWith(word) ? 10 : 5) - place + (texts[place] === word ? 10 : 0);
    }
    return total;
  }

  function search() {
    const words = wordsOf(field.value);
    if (!index || !words.length) return close();
    const rows = index.map(function (row) { return [rank(row, words), row]; })
      .filter(function (pair) { return pair[0] > 0; })
      .sort(function (a, b) { return b[0] - a[0]; }).slice(0, 12);
    found.replaceChildren();
    rows.forEach(function (pair, at) {
      const row = pair[1];
      const option = element("li", row[1] === row[0] ? row[0] : row[0] + " · " + row[1]);
      option.id = "found-" + at;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.path = row[3];
      option.append(element("small", row[2]));
      option.addEventListener("mousedown", function (event) { event.preventDefault(); location.href = root + row[3]; });
      found.append(option);
    });
    if (!rows.length) {
      const none = element("li", "Nothing found");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      none.id = "found-none";
      found.append(none);
    }
    found.hidden = false;
    chosen = -1;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
  }

  function ready() {
    loading = loading || load("assets/search.js");
    return loading.then(search);
  }

  if (field) {
    field.closest(".search").hidden = false;
    field.addEventListener("focus", ready, { once: true });
    field.addEventListener("input", ready);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
      if (event.key === "Escape") close();
      if (event.key === "Enter") {
        const options = found.querySelectorAll("[role=option][data-path]");
        const option = options[Math.max(0, chosen)];
        if (option && !found.hidden) location.href = root + option.dataset.path;
      }
    });
    document.addEventListener("keydown", function (event) {
      const inField = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key === "/" && !inField && !event.ctrlKey && !event.metaKey) { event.preventDefault(); field.focus(); }
    });
  }

  // Filters of the audit.
  const form = document.getElementById("filters");
  if (!form) return;
  const names = ["flag", "environment", "author", "approver", "text", "from", "to"];
  const limit = 200;
  const filtered = document.getElementById("filtered");
  const unfiltered = document.getElementById("unfiltered");
  const count = document.getElementById("filter-count");
  const chunks = [];
  let all = null;
  let waiting = null;
  window.flagctlAudit = function (number, rows) { chunks[number] = rows; };

  function loadAll() {
    if (waiting) return waiting;
    const wanted = [];
    for (let number = 1; number <= Number(form.dataset.chunks); number++) wanted.push(load("audit/data-" + number + ".js"));
    waiting = Promise.all(wanted).then(function () { all = chunks.flat().filter(Boolean).reverse(); });
    return waiting;
  }

  function wanted() {
    const values = {};
    for (const name of names) {
      const value = form.elements[name].value.trim();
      if (value) values[name] = value;
    }
    return values;
  }

  // A row is [commit, time, subject, author, approvers, ticket, reason, changes], a change [environment, name, words, page];
  // where a commit has very many changes there follow [environment, name…] of the others, and how many there are.
  function changes(row) {
    if (!row.changes) {
      const others = (row[8] || []).map(function (place) {
        return place.slice(1).map(function (name) { return [place[0], name, ""]; });
      });
      row.changes = row[7].concat(others.flat());
    }
    return row.changes;
  }

  // "=chat" is exactly that name, "chat" every name that has it.
  function named(change, values) {
    if (values.environment && change[0] !== values.environment) return false;
    if (!values.flag) return true;
    return values.flag[0] === "=" ? change[1] === values.flag.slice(1) : fold(change[1]).includes(fold(values.flag));
  }

  function fits(row, values) {
    if (values.from && row[1].slice(0, 10) < values.from) return false;
    if (values.to && row[1].slice(0, 10) > values.to) return false;
    if (values.author && !hasAll(fold(row[3]), wordsOf(values.author))) return false;
    if (values.approver && !hasAll(fold(row[4]), wordsOf(values.approver))) return false;
    if ((values.environment || values.flag) && !changes(row).some(function (change) { return named(change, values); })) {
      return false;
    }
    if (!values.text || isCommit(row, values.text)) return true;
    row.folded = row.folded || fold([row[2], row[5], row[6]].concat(changes(row).map(function (change) {
      return change.slice(0, 3).join(" ");
    })).join("\n"));
    return hasAll(row.folded, wordsOf(values.text));
  }

  // A commit's id, or its beginning as pages and git show it.
  function isCommit(row, text) { return /^[0-9a-f]{7,}$/i.test(text) && row[0].startsWith(text.slice(0, 12).toLowerCase()); }

  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  function moment(text) {
    const made = element("time", Number(text.slice(8, 10)) + " " + months[text.slice(5, 7) - 1] + " " + text.slice(0, 4)
      + ", " + text.slice(11, 16) + " UTC");
    made.dateTime = text;
    return made;
  }

  function link(change) {
    const paths = { 1: "flags/" + change[1] + ".html", 2: "rollouts/" + change[0] + "/" + change[1] + ".html", 3: "feedback.html" };
    const made = element(change[3] ? "a" : "span", change[1], change[3] ? undefined : "address");
    if (change[3]) made.href = root + paths[change[3]];
    return made;
  }

  function reason(text) {
    const lines = text.split("\n").filter(Boolean);
    const whole = element("p", text, "reason");
    if (lines.length <= 4) return whole;
    const made = element("details", undefined, "more");
    made.append(element("summary", lines[0] + " …"), whole);
    return made;
  }

  function show(row, values) {
    const item = element("li");
    item.append(element("p", row[2], "subject"));
    const meta = element("p", undefined, "meta");
    meta.append(moment(row[1]), " · ", element("bdi", row[3]));
    if (row[4]) meta.append(" · approved by ", element("bdi", row[4]));
    if (row[5]) meta.append(" · ", element("bdi", row[5]));
    meta.append(" · ", element("code", row[0].slice(0, 8)));
    item.append(meta);
    if (row[6]) item.append(reason(row[6]));
    // What was asked for comes first.
    const wanted = values.flag || values.environment
      ? changes(row).filter(function (change) { return named(change, values); }) : row[7];
    const shown = wanted.concat(row[7].filter(function (change) { return !wanted.includes(change); })).slice(0, 12);
    const fields = element("ul", undefined, "fields");
    for (const change of shown) {
      const line = element("li", change[0] ? change[0] + " " : "");
      line.append(link(change), " ", element("bdi", change[2]));
      fields.append(line);
    }
    const more = (row[9] || row[7].length) - shown.length;
    if (more > 0) fields.append(element("li", "and " + more + " more"));
    if (fields.childElementCount) item.append(fields);
    return item;
  }

  // Shows commits in place of the newest ones.
  function list(rows, values) {
    const made = element("ol", undefined, "entries");
    for (const row of rows.slice(0, limit)) made.append(show(row, values));
    filtered.replaceChildren(made);
    filtered.hidden = false;
    unfiltered.hidden = true;
    count.textContent = rows.length + (rows.length === 1 ? " commit" : " commits")
      + (rows.length > limit ? ", the newest " + limit + " are shown" : "");
  }

  let turn = 0;
  function filter() {
    const values = wanted();
    const own = ++turn;
    const text = new URLSearchParams(values).toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    if (!text) {
      filtered.hidden = true;
      unfiltered.hidden = false;
      count.textContent = "";
      return Promise.resolve();
    }
    if (!all) count.textContent = "Loading the history…";
    return loadAll().then(function () {
      if (own !== turn) return;
      list(all.filter(function (row) { return fits(row, values); }), values);
    }, function () { count.textContent = "The history could not be loaded."; });
  }

  // A link to a commit that is not among the newest ones.
  function older(id) {
    const own = ++turn;
    count.textContent = "Loading the history…";
    loadAll().then(function () {
      if (own !== turn) return;
      const rows = all.filter(function (row) { return isCommit(row, id); });
      list(rows, {});
      if (!rows.length) count.textContent = "This history has no commit " + id;
    }, function () { count.textContent = "The history could not be loaded."; });
  }

  function fill() {
    const commit = /^#c-([0-9a-f]{7,})$/.exec(location.hash);
    if (commit && !document.getElementById(location.hash.slice(1))) return older(commit[1]);
    const values = new URLSearchParams(location.hash.slice(1));
    if (!names.some(function (name) { return values.has(name); })) return;
    for (const name of names) form.elements[name].value = values.get(name) || "";
    filter();
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  window.addEventListener("hashchange", fill);
  fill();
})();
