// Opens the tables of figures for printing and closes them again. Nothing else needs script.
const details = () => document.querySelectorAll("details");
addEventListener("beforeprint", () => details().forEach((d) => {
  d.dataset.open = d.open ? "1" : "";
  d.open = true;
}));
addEventListener("afterprint", () => details().forEach((d) => {
  d.open = Boolean(d.dataset.open);
}));
