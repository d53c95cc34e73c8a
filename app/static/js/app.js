// Small comforts on top of pages that work without them: one listener for each kind of event, so swapped-in parts need no set-up.
"use strict";

const AUTOSAVE_DELAY = 2500;
const SAVE_AGAIN = 200;
const NEAR = 0.8;
const BUSY_AFTER = 1000;
const RESEND_AFTER = 8000;
const field = (form, name) => form.elements.namedItem(name);

// ---- counters: a Korean syllable is one character however it was typed ----

const lengthOf = (text) => Array.from(text.normalize("NFC").trim()).length;

function count(box) {
  const counter = document.querySelector(`[data-counter="${CSS.escape(box.id)}"]`);
  if (!counter) return;
  const length = lengthOf(box.value);
  counter.querySelector("[data-length]").textContent = length.toLocaleString();
  const limit = Number(counter.dataset.limit);
  counter.classList.toggle("over", length > limit);
  if ("whenNear" in counter.dataset) counter.hidden = length < limit * NEAR;
}

// ---- whole numbers are shown in thousands ----

function groupThousands(box) {
  const digits = box.value.replaceAll(",", "").trim();
  if (/^-?\d{1,15}$/.test(digits)) box.value = Number(digits).toLocaleString("en");
}

// ---- one press, one request; coming back and changing something is a new request ----

function renewKey(form) {
  const key = field(form, "_key");
  if (!key || !form.dataset.sent) return;
  key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  release(form);
}

function sayBusy(form, isBusy) {
  const note = form.querySelector("[data-busy]");
  if (note) note.textContent = isBusy ? note.dataset.busy : "";
}

function release(form) {
  delete form.dataset.sending;
  sayBusy(form, false);
  form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}

function onSubmit(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) return event.preventDefault();
  if (underWay.has(form)) return submitAfterSave(event);
  form.dataset.sending = form.dataset.sent = "yes";
  form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
  cancelSave(form);
  setTimeout(() => { if (form.dataset.sending) sayBusy(form, true); }, BUSY_AFTER);
  setTimeout(() => release(form), RESEND_AFTER); // a download leaves the page where it is
}

// ---- long forms save by themselves, one save at a time: the next carries the version the last one brought back ----

const waiting = new WeakMap();
const underWay = new WeakMap();

function cancelSave(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
}

function scheduleSave(form, delay) {
  cancelSave(form);
  waiting.set(form, setTimeout(() => save(form), delay));
}

function save(form) {
  cancelSave(form);
  if (form.dataset.sending) return;
  if (underWay.has(form)) return scheduleSave(form, SAVE_AGAIN);
  underWay.set(form, sendDraft(form).finally(() => underWay.delete(form)));
}

function submitAfterSave(event) {
  const { target: form, submitter } = event;
  event.preventDefault();
  underWay.get(form).then(() => form.requestSubmit(submitter));
}

async function sendDraft(form) {
  const status = form.querySelector(".save-status");
  const tell = (name) => {
    status.textContent = status.dataset[name];
    status.classList.toggle("failed", name === "failed");
  };
  tell("saving");
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: new FormData(form), keepalive: !form.querySelector("[type=file]"), headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (told.version !== undefined && field(form, "version")) field(form, "version").value = told.version;
    tell("saved");
  } catch {
    tell("failed");
  }
}

// ---- repeated rows ----

function addRow(list) {
  const template = list.querySelector("template");
  const rows = list.querySelectorAll(".repeat-row");
  const next = Number(list.dataset.next ?? template.dataset.prefix.split("-").pop());
  list.dataset.next = next + 1;
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll(template.dataset.prefix, `${list.dataset.repeat}-${next}`);
  const row = holder.content.firstElementChild;
  (rows.length ? rows[rows.length - 1] : template).after(row);
  window.htmx?.process(row);
  settleRows(list);
  row.querySelector("input, select, textarea")?.focus();
}

function settleRows(list) {
  const rows = list.querySelectorAll(".repeat-row");
  rows.forEach((row, index) => {
    const number = row.querySelector("[data-number]");
    row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+$/, index + 1));
    number.textContent = index + 1;
    row.querySelector("[data-remove-row]").hidden = false;
  });
  const add = list.querySelector("[data-add-row]");
  if (add) add.hidden = rows.length >= Number(list.dataset.most ?? Infinity);
}

function removeRow(button) {
  const list = button.closest("[data-repeat]");
  const form = list.closest("form");
  button.closest(".repeat-row").remove();
  settleRows(list);
  list.focus();
  if (form?.dataset.autosave) scheduleSave(form, AUTOSAVE_DELAY);
}

// ---- listening ----

function prepare(part) {
  part.querySelectorAll("[data-counter]").forEach((counter) => {
    const box = document.getElementById(counter.dataset.counter);
    if (box) count(box);
  });
  part.querySelectorAll("[data-thousands]").forEach(groupThousands);
  part.querySelectorAll("[data-repeat]").forEach(settleRows);
  part.querySelectorAll("[data-needs-script]").forEach((element) => { element.hidden = false; });
  part.querySelector("[data-focus]")?.focus();
}

function onInput({ target }) {
  if (target.id) count(target);
  const form = target.form;
  if (!form) return;
  renewKey(form);
  if (form.dataset.autosave) scheduleSave(form, AUTOSAVE_DELAY);
}

function onFocusOut({ target }) {
  if (target.matches?.("[data-thousands]")) groupThousands(target);
  if (target.form && waiting.has(target.form)) scheduleSave(target.form, 0);
}

function onClick({ target }) {
  const button = target.closest?.("button");
  if (button?.matches("[data-add-row]")) addRow(button.closest("[data-repeat]"));
  if (button?.matches("[data-remove-row]")) removeRow(button);
  if (button?.matches("[data-print]")) window.print();
  document.querySelectorAll("[data-menu][open]").forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
}

function onKey(event) {
  if (event.key !== "Escape") return;
  document.querySelectorAll("[data-menu][open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

function onSwap({ detail }) {
  prepare(detail.target.isConnected ? detail.target : document);
  const applied = detail.requestConfig.triggeringEvent?.type === "submit";
  if (applied && document.querySelector(".filters:target")) location.hash = "list"; // closes the sheet on a phone
}

document.addEventListener("input", onInput);
document.addEventListener("focusout", onFocusOut);
document.addEventListener("submit", onSubmit);
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
document.addEventListener("htmx:afterSwap", onSwap);
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
prepare(document);
