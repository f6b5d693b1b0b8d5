// What makes pages live: all of it works without, too.

const box = document.querySelector("#q");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea, select")) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
