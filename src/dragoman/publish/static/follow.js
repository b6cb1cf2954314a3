// Lets a transcript follow its footage. Without this file every link still opens the footage at its second.
"use strict";

(() => {
  const seconds = (link) => {
    const found = /#t=([\d.]+)(?:,([\d.]+))?$/.exec(link.getAttribute("href"));
    return found ? { start: Number(found[1]), end: found[2] ? Number(found[2]) : Infinity } : { start: 0, end: Infinity };
  };

  // A page opened from a folder may not load caption files; its own transcript holds the same words.
  const captionFromPage = (media, lines) => {
    [...media.querySelectorAll("track")].forEach((element, place) => {
      const track = media.addTextTrack(element.kind, element.label, element.srclang);
      for (const { line, start, end } of lines) {
        const words = line.querySelector(element.kind === "captions" ? ".original" : ".translation");
        const draft = line.classList.contains("reviewed") ? "" : "[machine draft] ";
        if (words && !words.classList.contains("none")) track.addCue(new VTTCue(start, end, draft + words.textContent));
      }
      track.mode = place === 0 ? "showing" : "disabled";
      element.remove();
    });
  };

  const follow = (figure) => {
    const media = figure.querySelector(".footage");
    const scope = figure.classList.contains("whole") ? figure.closest("article") : figure;
    const lines = [...scope.querySelectorAll("[data-m]")].map((line) => {
      const start = Number(line.dataset.m) / 1000;
      return { line, start, end: start + Number(line.dataset.d) / 1000 };
    });
    const file = media.getAttribute("src").replace(/#.*$/, "");
    let stop = Infinity;

    const play = ({ start, end }) => {
      stop = end;
      // The fragment would end playback at the quotation's last second, for ever.
      if (media.getAttribute("src") !== file) media.setAttribute("src", file);
      media.currentTime = start;
      media.play().catch(() => media.focus());
    };

    const mark = () => {
      const now = media.currentTime;
      if (now >= stop) {
        stop = Infinity;
        media.pause();
      }
      for (const { line, start, end } of lines) {
        const speaking = now >= start && now < end;
        line.classList.toggle("now", speaking);
        if (speaking) line.setAttribute("aria-current", "true");
        else line.removeAttribute("aria-current");
      }
    };

    if (location.protocol === "file:") captionFromPage(media, lines);
    media.addEventListener("timeupdate", mark);
    scope.addEventListener("click", (event) => {
      const link = event.target.closest("[data-seek], [data-context]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      play(link.hasAttribute("data-context") ? { start: 0, end: Infinity } : seconds(link));
    });
  };

  const offerCopy = (block) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    const words = block.textContent.trim();
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(words).then(() => { button.textContent = "Copied"; }, () => {});
    });
    block.append(button);
  };

  document.querySelectorAll("[data-player]").forEach(follow);
  document.querySelectorAll("[data-copy]").forEach(offerCopy);
})();
