// In the frame of a notebook, links within the page lead nowhere: what they name is brought into view instead.
for (const link of document.querySelectorAll("sup a")) {
  link.addEventListener("click", (event) => {
    if (location.href !== "about:srcdoc") return;
    event.preventDefault();
    const note = document.getElementById(link.getAttribute("href").slice(1));
    note.tabIndex = -1;
    note.focus();
  });
}
