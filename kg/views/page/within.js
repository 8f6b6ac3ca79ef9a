// In the frame of a notebook, a link within the page would load the notebook there: what it names is brought into view.
for (const link of document.querySelectorAll('a[href^="#"]')) {
  link.addEventListener("click", (event) => {
    if (location.href !== "about:srcdoc") return;
    event.preventDefault();
    const named = document.getElementById(link.getAttribute("href").slice(1));
    named.tabIndex = -1;
    named.focus();
  });
}
