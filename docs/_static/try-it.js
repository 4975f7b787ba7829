// The form of the page "Try it": hands the plan to a worker, and shows what comes back.

(() => {
  "use strict";

  const form = document.getElementById("try-it-form");
  if (form === null) {
    return;
  }
  const plan = document.getElementById("try-it-plan");
  const status = document.getElementById("try-it-status");
  const answer = document.getElementById("try-it-answer");
  const button = form.querySelector("button");

  const words = {
    en: {
      python: "Loading Python, about 14 MB; only the first time …",
      aufwand: "Loading aufwand …",
      reckoning: "Reckoning …",
      done: "Done.",
      faults: "The plan is not sound: what is wrong stands below.",
      broke: "This went wrong: ",
    },
    de: {
      python: "Python wird geladen, etwa 14 MB; nur beim ersten Mal …",
      aufwand: "aufwand wird geladen …",
      reckoning: "Es wird gerechnet …",
      done: "Fertig.",
      faults: "Der Plan stimmt nicht: Was falsch ist, steht darunter.",
      broke: "Das ging schief: ",
    },
  };

  // Made when somebody first asks: until then nothing is loaded.
  let worker = null;
  let lang = "en";
  let asked = 0;

  const sample = (name) => document.getElementById(`try-it-sample-${name}`).content.textContent;
  const say = (text) => {
    status.lang = lang;
    status.textContent = text;
  };

  const ended = () => {
    button.disabled = false;
    form.removeAttribute("aria-busy");
  };

  const failed = (why) => {
    if (worker === null) {
      return;
    }
    // A worker that broke half-way is of no use any more; the next click makes a new one.
    worker.terminate();
    worker = null;
    say(words[lang].broke + why);
    ended();
  };

  const told = ({ data }) => {
    if (data.step !== undefined) {
      say(words[lang][data.step]);
    } else if (data.failed !== undefined) {
      failed(data.failed);
    } else if (data.asked === asked) {
      answer.lang = lang;
      answer.textContent = data.text;
      answer.hidden = false;
      say(data.code === 0 ? words[lang].done : words[lang].faults);
      ended();
    }
  };

  const columns = () => {
    // As wide as the answer will be, as a terminal would say; the tables need some room.
    const probe = document.createElement("span");
    probe.textContent = "0".repeat(100);
    answer.textContent = "";
    answer.append(probe);
    answer.hidden = false;
    const style = getComputedStyle(answer);
    const room = answer.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const fits = Math.floor((100 * room) / probe.getBoundingClientRect().width);
    answer.textContent = "";
    answer.hidden = true;
    return Math.max(60, Math.min(100, fits));
  };

  form.addEventListener("change", (event) => {
    if (event.target.name !== "lang") {
      return;
    }
    const before = lang;
    lang = event.target.value;
    // What somebody has typed stays; a sample is taken for the other one.
    if (plan.value.trim() === sample(before).trim()) {
      plan.value = sample(lang);
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    form.setAttribute("aria-busy", "true");
    asked += 1;
    if (worker === null) {
      say(words[lang].python);
      worker = new Worker(form.dataset.worker, { type: "module" });
      worker.addEventListener("message", told);
      worker.addEventListener("error", (error) => failed(error.message || "no Python"));
    } else {
      say(words[lang].reckoning);
    }
    worker.postMessage({ asked, lang, plan: plan.value, columns: columns() });
  });
})();
