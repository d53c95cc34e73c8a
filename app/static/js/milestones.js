// While milestones are being written: whether their amounts add up to the contract. The server checks the same when saving.
"use strict";

(() => {
  const line = document.querySelector("[data-sum]");
  const form = line?.closest("form");
  if (!form) return;

  function tell() {
    const boxes = Array.from(form.querySelectorAll("input[data-part=amount]"));
    const sum = boxes.reduce((total, box) => total + (Number(box.value.replaceAll(",", "")) || 0), 0);
    const missing = Number(line.dataset.total) - sum;
    const sentence = missing === 0 ? line.dataset.even : missing > 0 ? line.dataset.less : line.dataset.more;
    line.textContent = sentence.replace("{won}", Math.abs(missing).toLocaleString("en"));
    line.classList.toggle("error", missing !== 0);
  }

  form.addEventListener("input", tell);
  form.addEventListener("click", () => setTimeout(tell)); // a row was added or taken away
  tell();
})();
